package dev.countersign.control.reports;

import dev.countersign.policy.report.Use.Kind;
import java.time.Instant;
import java.util.List;

/** Told what was used, in the transaction that counts it, by whoever lists things by their use. */
public interface UseListener {

  /**
   * These were used. They come sorted by company, kind and subject; whoever locks a row for each
   * keeps to that, so that gateways which report at once do not wait for each other in a ring.
   */
  void used(List<Used> uses);

  /**
   * A use of something that exists.
   *
   * @param at let in or refused; it may be before a use that is known already
   */
  record Used(String companyId, Kind kind, String subject, Instant at) {}
}
