package dev.countersign.gateway.steps;

import dev.countersign.gateway.allowance.Allowances;
import dev.countersign.gateway.allowance.Excess;
import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Refusals;
import dev.countersign.gateway.exchange.Step;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.decision.Verdict;
import java.time.InstantSource;
import java.util.Objects;

/**
 * G30: holds a credential to its rate limit and quota. Comes after all that may refuse a request,
 * so that only what goes upstream counts.
 */
final class KeepAllowance implements Step {
  private final Allowances allowances;
  private final InstantSource clock;

  KeepAllowance(InstantSource clock) {
    this.allowances = new Allowances(clock);
    this.clock = clock;
  }

  @Override
  public Outcome take(Exchange exchange) {
    Verdict.Admitted admitted = Objects.requireNonNull(exchange.admitted());
    Credential credential = admitted.credential();
    Excess excess = credential == null ? null : allowances.count(credential);
    if (credential == null || excess == null) {
      return Outcome.GO_ON;
    }
    exchange.refuse(
        Refusals.tooMany(
            excess, admitted, credential, exchange.client().connection(), clock.instant()));
    return Outcome.ANSWERED;
  }
}
