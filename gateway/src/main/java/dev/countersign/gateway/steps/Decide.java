package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Step;
import dev.countersign.policy.decision.Decider;
import dev.countersign.policy.decision.Verdict;
import dev.countersign.policy.snapshot.Snapshot;
import java.util.Objects;

/** G7: asks for the verdict on this very request, against the configuration now in force. */
final class Decide implements Step {
  private final Decider decider;

  Decide(Decider decider) {
    this.decider = decider;
  }

  @Override
  public Outcome take(Exchange exchange) {
    Snapshot snapshot = Objects.requireNonNull(exchange.inForce());
    return switch (decider.decide(snapshot, exchange.request(), exchange.client().connection())) {
      case Verdict.Admitted admitted -> {
        exchange.admit(admitted);
        yield Outcome.GO_ON;
      }
      case Verdict.Refused refused -> {
        exchange.refuse(refused.refusal());
        yield Outcome.ANSWERED;
      }
    };
  }
}
