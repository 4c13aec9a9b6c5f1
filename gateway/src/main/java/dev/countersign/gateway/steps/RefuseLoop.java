package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Refusals;
import dev.countersign.gateway.exchange.Step;
import io.netty.handler.codec.http.HttpHeaderNames;

/** Answers 400 to a request that this gateway has forwarded before: an upstream leads back here. */
final class RefuseLoop implements Step {
  private final String pseudonym;

  RefuseLoop(String pseudonym) {
    this.pseudonym = pseudonym;
  }

  @Override
  public Outcome take(Exchange exchange) {
    for (String via : exchange.request().headers().getAll(HttpHeaderNames.VIA)) {
      if (via.contains(pseudonym)) {
        exchange.refuse(Refusals.malformed("The request came through this gateway before: a loop"));
        return Outcome.ANSWERED;
      }
    }
    return Outcome.GO_ON;
  }
}
