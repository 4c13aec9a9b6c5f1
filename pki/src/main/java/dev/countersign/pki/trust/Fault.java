package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;

/** One reason against one path. */
record Fault(PathFault kind, String detail, Certificate at) {

  /** Whether this one is farther from success. */
  boolean isWorseThan(Fault other) {
    return kind.compareTo(other.kind) < 0;
  }
}
