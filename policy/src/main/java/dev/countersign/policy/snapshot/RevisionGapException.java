package dev.countersign.policy.snapshot;

/** A change set is not the one that follows the snapshot; a new snapshot is needed. */
public final class RevisionGapException extends Exception {
  private static final long serialVersionUID = 1;

  RevisionGapException(long held, long offered) {
    super(
        "Revision %d does not follow revision %d; ask for a new snapshot".formatted(offered, held));
  }
}
