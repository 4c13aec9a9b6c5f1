package dev.countersign.policy.report;

import java.util.List;

/**
 * What one gateway saw since its last report.
 *
 * @param run one life of the gateway's process: random, and new at each start
 * @param number one more than that of the run's report before; with {@code run} it tells a repeat
 * @param uses how often which certificate, credential and API was used
 * @param refusals how often which requests were refused: all of them
 * @param records the reasons of refused requests: of some of them, where there were many
 * @param lostRecords reasons that were not kept because no control plane could be reached for long
 */
public record Report(
    String run,
    long number,
    List<Use> uses,
    List<RefusalCount> refusals,
    List<RefusalRecord> records,
    long lostRecords) {

  /** More of these belong into the next report. */
  public static final int MOST_USES = 2_000;

  /** More of these belong into the next report. */
  public static final int MOST_COUNTS = 1_000;

  /** More records belong into the next report. */
  public static final int MOST_RECORDS = 500;

  private static final int LONGEST_RUN = 64;

  public Report {
    uses = List.copyOf(uses);
    refusals = List.copyOf(refusals);
    records = List.copyOf(records);
    Bounds.require(!run.isEmpty() && run.length() <= LONGEST_RUN, "run is not 1 to 64 characters");
    Bounds.require(number > 0, "number is not above zero");
    Bounds.require(lostRecords >= 0, "lostRecords is below zero");
    Bounds.require(uses.size() <= MOST_USES, "there are too many uses");
    Bounds.require(refusals.size() <= MOST_COUNTS, "there are too many refusals");
    Bounds.require(records.size() <= MOST_RECORDS, "there are too many records");
  }
}
