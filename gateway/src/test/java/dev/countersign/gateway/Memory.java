package dev.countersign.gateway;

import io.netty.util.internal.PlatformDependent;

/** What Netty holds outside the heap. */
final class Memory {
  private Memory() {}

  static long direct() {
    return PlatformDependent.usedDirectMemory();
  }
}
