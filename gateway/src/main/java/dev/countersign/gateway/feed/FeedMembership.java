package dev.countersign.gateway.feed;

import java.time.Instant;
import java.util.Optional;

/**
 * What a feed knows whose control plane lets gateways in one by one; one inside the same process
 * has no such thing. For the operator: no decision depends on it.
 */
public interface FeedMembership {

  /** The end of the gateway's certificate for the feed, which is renewed well before. */
  Instant certificateNotAfter();

  /** Why the control plane refuses this gateway; empty where it does not. */
  Optional<String> refusal();
}
