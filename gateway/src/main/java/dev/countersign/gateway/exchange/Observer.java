package dev.countersign.gateway.exchange;

import dev.countersign.policy.decision.Refusal;

/** Sees what happens; called on event loops, so it returns at once. */
public interface Observer {

  /** A request was let in, and goes to its upstream now. */
  void letIn(Exchange exchange);

  /** An answer is sent whole, or was cut off ({@code cut}). */
  void answered(Exchange exchange, int status, boolean cut, long nanos);

  /** A request is refused; the id is in the answer. */
  void refused(Exchange exchange, Refusal refusal, String id);

  /** An answer that had begun was cut off for this reason. */
  void cut(Exchange exchange, Refusal refusal);

  /** A connection failed, by garbage, a reset, or a fault of ours. */
  void clientFailed(Throwable cause);
}
