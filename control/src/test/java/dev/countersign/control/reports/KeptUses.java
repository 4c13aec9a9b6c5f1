package dev.countersign.control.reports;

import dev.countersign.control.testing.RunningControl;

/** How often something was used, as the database has it. */
public final class KeptUses {

  private KeptUses() {}

  public static long letIn(RunningControl control, String subject) {
    return sum(control, "let_in", subject);
  }

  public static long refused(RunningControl control, String subject) {
    return sum(control, "refused", subject);
  }

  private static long sum(RunningControl control, String column, String subject) {
    return Long.parseLong(
        control
            .column(
                "SELECT coalesce(sum(%s), 0) FROM reports.uses WHERE subject = '%s'"
                    .formatted(column, subject))
            .getFirst());
  }
}
