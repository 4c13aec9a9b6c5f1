package dev.countersign.control.feed;

import dev.countersign.control.GatewayFeed;
import dev.countersign.policy.feed.ConfigurationFeed;
import org.springframework.stereotype.Component;

/** The feed of a running control plane, for those who start it. */
@Component
class Feed implements GatewayFeed {

  private final FeedListener listener;
  private final InProcessFeed inProcess;
  private final Enrolments enrolments;

  Feed(FeedListener listener, InProcessFeed inProcess, Enrolments enrolments) {
    this.listener = listener;
    this.inProcess = inProcess;
    this.enrolments = enrolments;
  }

  @Override
  public int port() {
    return listener.port();
  }

  @Override
  public ConfigurationFeed inProcess() {
    return inProcess;
  }

  @Override
  public String createEnrolment() {
    return enrolments.issueToken().token().reveal();
  }
}
