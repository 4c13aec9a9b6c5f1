package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Refusals;
import dev.countersign.gateway.exchange.Step;

/** Answers 503 until there is a configuration to decide by. */
final class RefuseUnready implements Step {

  @Override
  public Outcome take(Exchange exchange) {
    if (exchange.inForce() != null) {
      return Outcome.GO_ON;
    }
    exchange.refuse(Refusals.notReady());
    return Outcome.ANSWERED;
  }
}
