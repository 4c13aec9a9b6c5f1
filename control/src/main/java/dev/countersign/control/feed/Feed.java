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
  private final GatewayAddress address;

  Feed(
      FeedListener listener,
      InProcessFeed inProcess,
      Enrolments enrolments,
      GatewayAddress address) {
    this.listener = listener;
    this.inProcess = inProcess;
    this.enrolments = enrolments;
    this.address = address;
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

  @Override
  public void gatewayListens(String hostAndPort) {
    address.set(hostAndPort);
  }
}
