package dev.countersign.pki.trust;

import java.util.Set;

/** RFC 5280, 6.1.1 (c) to (g): what the one who relies on a path asks of its policies. */
record PolicyInputs(
    Set<String> initial, boolean explicitRequired, boolean mappingInhibited, boolean anyInhibited) {

  /** Any policy will do, unless a CA in the path demands one. */
  static final PolicyInputs ANY = new PolicyInputs(Set.of(), false, false, false);

  PolicyInputs {
    initial = Set.copyOf(initial);
  }
}
