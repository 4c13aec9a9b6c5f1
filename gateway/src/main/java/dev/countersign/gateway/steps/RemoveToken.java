package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Step;
import dev.countersign.policy.decision.Verdict;
import java.util.Objects;

/** G21: the token does not go upstream unless the API says so. */
final class RemoveToken implements Step {

  @Override
  public Outcome take(Exchange exchange) {
    Verdict.Admitted admitted = Objects.requireNonNull(exchange.admitted());
    if (admitted.tokenHeader() != null) {
      exchange.request().headers().remove(admitted.tokenHeader());
    }
    return Outcome.GO_ON;
  }
}
