package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Refusals;
import dev.countersign.gateway.exchange.RequestHead.Fault;
import dev.countersign.gateway.exchange.Step;

/** Answers what is no request, as the protocol found out when it read the head. */
final class RefuseFaulty implements Step {

  @Override
  public Outcome take(Exchange exchange) {
    Fault fault = exchange.request().fault();
    if (fault == null) {
      return Outcome.GO_ON;
    }
    exchange.refuse(
        switch (fault) {
          case MALFORMED ->
              Refusals.malformed("The request's head can be read in two ways, or in none");
          case HEAD_TOO_LARGE -> Refusals.headTooLarge(exchange.client().limits().headerBytes());
          case TOO_SLOW -> Refusals.tooSlow();
        });
    return Outcome.ANSWERED;
  }
}
