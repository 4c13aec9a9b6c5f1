package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Refusals;
import dev.countersign.gateway.exchange.Step;

/** Answers 413 to a body that says itself that it is too large; others are counted as they come. */
final class RefuseLargeBody implements Step {

  @Override
  public Outcome take(Exchange exchange) {
    long limit = exchange.client().limits().bodyBytes();
    if (exchange.request().bodyLength() <= limit) {
      return Outcome.GO_ON;
    }
    exchange.refuse(Refusals.bodyTooLarge(limit));
    return Outcome.ANSWERED;
  }
}
