package dev.countersign.control.notices;

import dev.countersign.control.provider.certificates.ToldEnds;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who was told of a certificate's end, and when. */
@Component
class Notices implements ToldEnds {

  private final ToldRepository told;

  Notices(ToldRepository told) {
    this.told = told;
  }

  @Override
  public List<Integer> days() {
    return Arrays.stream(Stage.values())
        .filter(stage -> stage != Stage.ENDED)
        .map(Stage::days)
        .toList();
  }

  @Override
  public List<Told> of(String companyId, String certificateId) {
    return told.of(companyId, List.of(certificateId)).getOrDefault(certificateId, List.of());
  }
}
