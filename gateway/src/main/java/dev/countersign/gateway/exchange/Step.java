package dev.countersign.gateway.exchange;

/**
 * One step on a request's way. It either answers ({@link Exchange#refuse}, {@link
 * Exchange#forwardTo}) and returns {@link Outcome#ANSWERED}, or returns {@link Outcome#GO_ON}.
 */
public interface Step {

  /** Looks at the request, which may change it. */
  Outcome take(Exchange exchange);

  /** For messages about this step. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** What a step did. */
  enum Outcome {
    GO_ON,
    ANSWERED
  }
}
