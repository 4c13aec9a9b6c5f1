package dev.countersign.policy.report;

/** The report cannot be read, or is over its bounds; sending it again helps nobody. */
public final class ReportRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  public ReportRefusedException(String message) {
    super(message);
  }

  public ReportRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
