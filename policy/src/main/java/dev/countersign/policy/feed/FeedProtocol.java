package dev.countersign.policy.feed;

/** The words that gateways and control planes have in common, besides what they send each other. */
public final class FeedProtocol {

  /**
   * The name in the certificate of every feed port, whatever its address; only the feed's own
   * authority issues it.
   */
  public static final String SERVER_NAME = "feed.countersign.internal";

  /** Where the routes below begin. */
  public static final String ROOT = "/feed/v1";

  /** Takes an {@link EnrolmentToken} and a certificate request; the only route for strangers. */
  public static final String ENROLMENTS = "/enrolments";

  /** Takes a certificate request, and gives a gateway's next certificate. */
  public static final String RENEWALS = "/renewals";

  /** Gives a {@link SnapshotFormat}. */
  public static final String SNAPSHOT = "/snapshot";

  /** Gives a {@link ChangeFormat}. */
  public static final String CHANGES = "/changes";

  /** Takes a {@link dev.countersign.policy.report.Report}. */
  public static final String REPORTS = "/reports";

  private FeedProtocol() {}
}
