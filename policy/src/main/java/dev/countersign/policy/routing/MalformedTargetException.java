package dev.countersign.policy.routing;

/** A request names its target in a way that is refused with 400; the message says why. */
public final class MalformedTargetException extends Exception {
  private static final long serialVersionUID = 1;

  public MalformedTargetException(String message) {
    super(message);
  }
}
