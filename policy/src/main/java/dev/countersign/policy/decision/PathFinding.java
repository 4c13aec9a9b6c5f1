package dev.countersign.policy.decision;

import dev.countersign.pki.trust.PathFault;
import dev.countersign.pki.trust.PathVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As much of a {@link PathVerdict} as is worth keeping in a cache: no certificates.
 *
 * @param fault null where a path to a listed CA holds
 */
record PathFinding(
    @Nullable PathFault fault, String detail, Instant validFrom, Instant validUntil) {

  static PathFinding of(PathVerdict verdict) {
    return switch (verdict) {
      case PathVerdict.Trusted trusted ->
          new PathFinding(null, "", trusted.validFrom(), trusted.validUntil());
      case PathVerdict.NotTrusted not ->
          new PathFinding(not.fault(), not.detail(), not.validFrom(), not.validUntil());
    };
  }

  boolean holdsAt(Instant now) {
    return !now.isBefore(validFrom) && !now.isAfter(validUntil);
  }
}
