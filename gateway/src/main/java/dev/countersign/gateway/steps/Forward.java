package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Step;
import dev.countersign.policy.decision.Verdict;
import java.util.Objects;

/** Sends the request to the API's upstream: exactly what was matched (G15). */
final class Forward implements Step {

  @Override
  public Outcome take(Exchange exchange) {
    Verdict.Admitted admitted = Objects.requireNonNull(exchange.admitted());
    exchange.forwardTo(admitted.api().upstream(), admitted.forwardTarget());
    return Outcome.ANSWERED;
  }
}
