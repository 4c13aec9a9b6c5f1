package dev.countersign.gateway.exchange;

import dev.countersign.policy.decision.Refusal;

/** Two who see what happens. */
public record Observers(Observer first, Observer second) implements Observer {

  @Override
  public void letIn(Exchange exchange) {
    first.letIn(exchange);
    second.letIn(exchange);
  }

  @Override
  public void answered(Exchange exchange, int status, boolean cut, long nanos) {
    first.answered(exchange, status, cut, nanos);
    second.answered(exchange, status, cut, nanos);
  }

  @Override
  public void refused(Exchange exchange, Refusal refusal, String id) {
    first.refused(exchange, refusal, id);
    second.refused(exchange, refusal, id);
  }

  @Override
  public void cut(Exchange exchange, Refusal refusal) {
    first.cut(exchange, refusal);
    second.cut(exchange, refusal);
  }

  @Override
  public void clientFailed(Throwable cause) {
    first.clientFailed(cause);
    second.clientFailed(cause);
  }
}
