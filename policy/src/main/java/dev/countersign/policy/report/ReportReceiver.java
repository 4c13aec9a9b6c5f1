package dev.countersign.policy.report;

import dev.countersign.policy.feed.FeedUnavailableException;

/** Takes the reports of one gateway. Every adapter passes {@code ReportReceiverTest}. */
public interface ReportReceiver {

  /**
   * Hands over a report. It counts once, however often it is handed over: a gateway that got no
   * answer does so again.
   *
   * @throws FeedUnavailableException when it cannot be taken now; trying again may help
   * @throws ReportRefusedException when it will never be taken
   */
  void receive(Report report)
      throws FeedUnavailableException, ReportRefusedException, InterruptedException;
}
