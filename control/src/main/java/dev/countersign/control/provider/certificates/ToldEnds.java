package dev.countersign.control.provider.certificates;

import java.time.Instant;
import java.util.List;
import org.springframework.modulith.NamedInterface;

/** When the company's people are told of a certificate's end; whoever tells them knows. */
@NamedInterface("ends")
public interface ToldEnds {

  /** S8: how many days before an end they are told of it, the earliest notice first. */
  List<Integer> days();

  /** The notices of this certificate, the latest first. */
  List<Told> of(String companyId, String certificateId);

  /**
   * A notice.
   *
   * @param days before the end; 0 after it
   * @param recipients to whom it was mailed
   */
  record Told(int days, Instant at, List<String> recipients) {}
}
