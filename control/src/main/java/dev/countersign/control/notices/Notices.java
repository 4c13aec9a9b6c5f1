package dev.countersign.control.notices;

import dev.countersign.control.provider.certificates.CertificateEnds;
import dev.countersign.control.provider.certificates.CertificateEnds.End;
import dev.countersign.control.provider.certificates.EndingCertificate;
import dev.countersign.control.provider.certificates.ToldEnds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What ends soon, and who was told of it when. */
@Component
public class Notices implements ToldEnds {

  private static final Duration LATELY = Duration.ofDays(30);

  private final CertificateEnds ends;
  private final ToldRepository told;
  private final InstantSource clock;

  Notices(CertificateEnds ends, ToldRepository told, InstantSource clock) {
    this.ends = ends;
    this.told = told;
    this.clock = clock;
  }

  @Override
  public List<Told> of(String companyId, String certificateId) {
    return told.of(companyId, List.of(certificateId)).getOrDefault(certificateId, List.of());
  }

  /**
   * The company's certificates that end within 60 days or ended within the last 30, the earliest
   * first; at most so many.
   */
  public List<Soon> soon(String companyId, int most) {
    Instant now = clock.instant();
    List<String> ids =
        ends.between(companyId, now.minus(LATELY), now.plus(Stage.FIRST), null, most).stream()
            .map(End::certificateId)
            .toList();
    Map<String, List<Told>> notices = told.of(companyId, ids);
    return ends.describe(companyId, ids).stream()
        .map(one -> new Soon(one, notices.getOrDefault(one.id(), List.of())))
        .toList();
  }

  /**
   * A certificate that ends soon, or has just ended.
   *
   * @param notices the latest first; none where the watch has not looked yet
   */
  public record Soon(EndingCertificate certificate, List<Told> notices) {}
}
