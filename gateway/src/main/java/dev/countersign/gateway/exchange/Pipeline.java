package dev.countersign.gateway.exchange;

import dev.countersign.gateway.exchange.Step.Outcome;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that every request takes, in order, until one answers. */
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final Step[] steps;

  public Pipeline(List<Step> steps) {
    this.steps = steps.toArray(Step[]::new);
  }

  void run(Exchange exchange) {
    String at = "the start";
    try {
      for (Step step : steps) {
        at = step.name();
        Outcome outcome = step.take(exchange);
        if ((outcome == Outcome.ANSWERED) != exchange.isAnswered()) {
          throw new IllegalStateException("Step " + at + " says " + outcome + ", and is wrong");
        }
        if (outcome == Outcome.ANSWERED) {
          return;
        }
      }
      throw new IllegalStateException("No step answered; the last one was " + at);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("step", at).setCause(e).log("A step failed");
      exchange.failInternally();
    }
  }
}
