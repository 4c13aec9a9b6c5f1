package dev.countersign.control;

import dev.countersign.policy.feed.ConfigurationFeed;

/** What a running control plane offers to gateways. */
public interface GatewayFeed {

  /** The port where gateways reach it. */
  int port();

  /** The same, for a gateway in this process. */
  ConfigurationFeed inProcess();

  /** A token that enrols one gateway within the hour; it is shown now and never again. */
  String createEnrolment();

  /** Says where callers reach the gateway of this process, for the commands that people copy. */
  void gatewayListens(String hostAndPort);
}
