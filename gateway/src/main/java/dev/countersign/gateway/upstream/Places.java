package dev.countersign.gateway.upstream;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How many connections there are to one address, and the calls that wait for one of them. */
final class Places {
  private final int most;
  private final Deque<UpstreamCall> waiting = new ArrayDeque<>();
  private int taken;

  Places(int most) {
    this.most = most;
  }

  /** Whether one more connection may be made; if so it is counted until it is freed. */
  boolean take() {
    if (taken >= most) {
      return false;
    }
    taken++;
    return true;
  }

  void free() {
    taken--;
  }

  /** Whether the call may wait; not when as many wait already as are served. */
  boolean await(UpstreamCall call) {
    if (waiting.size() >= most) {
      return false;
    }
    waiting.addLast(call);
    return true;
  }

  /** The call that has waited longest; null for none. */
  @Nullable UpstreamCall next() {
    forgetOver();
    return waiting.pollFirst();
  }

  /** Drops the calls whose client has left, or whose time is up. */
  void forgetOver() {
    waiting.removeIf(UpstreamCall::isOver);
  }

  boolean isUnused() {
    return taken == 0 && waiting.isEmpty();
  }
}
