package dev.countersign.pki.trust;

/**
 * What one search may spend. Whoever sends certificates decides what is in them, so the work is
 * counted where it is done, and the search ends when the budget does.
 */
final class SearchBudget {
  /** Signatures, counted each time one is checked, by us or by the validator. */
  static final int MAX_SIGNATURES = 32;

  /** Pairs of a name and a constraint. */
  static final int MAX_NAME_COMPARISONS = 20_000;

  /** Steps from a certificate to a possible issuer. */
  static final int MAX_STEPS = 512;

  /** Complete paths that are judged. */
  static final int MAX_PATHS = 32;

  private int signatures;
  private long nameComparisons;
  private int steps;
  private int paths;

  /** The budget is used up. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted(String what) {
      super("The search for a path was given up after " + what, null, false, false);
    }
  }

  void spendSignatures(int count) {
    if (signatures + count > MAX_SIGNATURES) {
      throw new Exhausted(MAX_SIGNATURES + " signatures");
    }
    signatures += count;
  }

  void spendNameComparisons(long count) {
    nameComparisons += count;
    if (nameComparisons > MAX_NAME_COMPARISONS) {
      throw new Exhausted(MAX_NAME_COMPARISONS + " comparisons of names");
    }
  }

  void spendStep() {
    if (++steps > MAX_STEPS) {
      throw new Exhausted(MAX_STEPS + " possible issuers");
    }
  }

  void spendPath() {
    if (++paths > MAX_PATHS) {
      throw new Exhausted(MAX_PATHS + " paths");
    }
  }

  int signatures() {
    return signatures;
  }

  long nameComparisons() {
    return nameComparisons;
  }

  int steps() {
    return steps;
  }
}
