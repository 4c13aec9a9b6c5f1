package dev.countersign.control.feed;

import dev.countersign.policy.report.Report;

/** Keeps what gateways report. The feed hands over what a gateway that may read it has sent. */
public interface ReportStore {

  /** Keeps this report; one that was kept before changes nothing. */
  void keep(Reporter gateway, Report report);

  /** The gateway that reports, as its certificate proved. */
  record Reporter(String id, String name) {}
}
