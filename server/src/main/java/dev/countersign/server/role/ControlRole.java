package dev.countersign.server.role;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;

/** A control plane of this process. */
public final class ControlRole {

  private ControlRole() {}

  public static ControlPlane start(Running running, ControlOptions options) throws StartException {
    try {
      return running.add("control plane", ControlPlane.start(options));
    } catch (RuntimeException e) {
      throw new StartException("The control plane could not be started: " + innermost(e), e);
    }
  }

  /** Spring wraps; the reason is at the bottom. */
  private static String innermost(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
