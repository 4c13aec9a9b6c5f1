package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Pipeline;
import dev.countersign.policy.decision.Decider;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The order of the steps. */
public final class Steps {
  private Steps() {}

  /** The pipeline that every request takes, over HTTP/1.1 and HTTP/2 alike. */
  public static Pipeline pipeline(Decider decider, InstantSource clock) {
    String pseudonym = "countersign-" + UUID.randomUUID();
    return new Pipeline(
        List.of(
            new RefuseFaulty(),
            new RefuseLoop(pseudonym),
            new RefuseUnready(),
            new Decide(decider),
            new RefuseLargeBody(),
            new KeepAllowance(clock),
            new RemoveToken(),
            new CleanHeaders(),
            new Introduce(pseudonym),
            new Forward()));
  }
}
