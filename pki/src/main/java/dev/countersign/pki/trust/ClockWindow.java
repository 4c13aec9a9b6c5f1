package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import java.time.Instant;

/**
 * How far the clock can move around an instant before one of the certificates that were looked at
 * begins or ends.
 */
final class ClockWindow {
  private final Instant at;
  private Instant from = Instant.MIN;
  private Instant until = Instant.MAX;

  ClockWindow(Instant at) {
    this.at = at;
  }

  void add(Certificate certificate) {
    beginsAt(certificate.notBefore());
    // A certificate still holds at its notAfter; the next instant is the one that differs.
    beginsAt(certificate.notAfter().plusNanos(1));
  }

  private void beginsAt(Instant change) {
    if (change.isAfter(at)) {
      Instant last = change.minusNanos(1);
      until = last.isBefore(until) ? last : until;
    } else {
      from = change.isAfter(from) ? change : from;
    }
  }

  Instant from() {
    return from;
  }

  Instant until() {
    return until;
  }
}
