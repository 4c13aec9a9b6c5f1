package dev.countersign.server.role;

import dev.countersign.gateway.Gateway;
import dev.countersign.gateway.GatewayOptions;
import dev.countersign.policy.feed.ConfigurationFeed;
import java.io.IOException;
import java.time.InstantSource;

/** A gateway of this process. */
public final class GatewayRole {

  private GatewayRole() {}

  public static Gateway start(Running running, GatewayOptions options, ConfigurationFeed feed)
      throws StartException {
    try {
      return running.add("gateway", Gateway.start(options, feed, InstantSource.system()));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException("The gateway could not be started: " + e.getMessage(), e);
    }
  }
}
