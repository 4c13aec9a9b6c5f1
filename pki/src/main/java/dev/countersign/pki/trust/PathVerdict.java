package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a search for a path found. It holds as long as the clock lies within {@code validFrom} and
 * {@code validUntil}, both inclusive, and the store, the list and the deny list stay as they are.
 */
public sealed interface PathVerdict {

  Instant validFrom();

  Instant validUntil();

  /** Whether the verdict still holds at this instant. */
  default boolean holdsAt(Instant instant) {
    return !instant.isBefore(validFrom()) && !instant.isAfter(validUntil());
  }

  /**
   * The client is trusted.
   *
   * @param path from the leaf to the listed CA, both included
   */
  record Trusted(List<Certificate> path, Instant validFrom, Instant validUntil)
      implements PathVerdict {
    public Trusted {
      path = List.copyOf(path);
    }

    /** The listed CA that the path ends in. */
    public Certificate anchor() {
      return path.getLast();
    }
  }

  /**
   * The client is not trusted.
   *
   * @param detail one sentence for a person, safe to show
   * @param at the certificate at fault; the leaf where none is nearer
   */
  record NotTrusted(
      PathFault fault, String detail, Certificate at, Instant validFrom, Instant validUntil)
      implements PathVerdict {}
}
