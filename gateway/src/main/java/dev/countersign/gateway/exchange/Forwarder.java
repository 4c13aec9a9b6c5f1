package dev.countersign.gateway.exchange;

import dev.countersign.policy.configuration.UpstreamConfiguration;

/** Brings requests to upstreams, from one event loop. */
public interface Forwarder {

  /** Starts to bring the exchange's request, with its headers as they are now, to the upstream. */
  Forwarding forward(Exchange exchange, UpstreamConfiguration upstream, String target);
}
