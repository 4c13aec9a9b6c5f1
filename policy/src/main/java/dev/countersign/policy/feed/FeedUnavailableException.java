package dev.countersign.policy.feed;

/** The feed cannot be reached, or does not answer as it should; trying again may help. */
public final class FeedUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  public FeedUnavailableException(String message) {
    super(message);
  }

  public FeedUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
