package dev.countersign.gateway.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Requests of one API, by status. */
final class ApiCounts {
  private static final int STATUSES = 1_000;

  private final MeterRegistry registry;
  private final String api;
  private final AtomicReferenceArray<@Nullable LongAdder> byStatus =
      new AtomicReferenceArray<>(STATUSES);
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  ApiCounts(MeterRegistry registry, String api) {
    this.registry = registry;
    this.api = api;
    FunctionTimer.builder(
            "countersign.requests.time",
            this,
            self -> self.count.sum(),
            self -> self.nanos.sum(),
            TimeUnit.NANOSECONDS)
        .description("From a request's head to its answer's end")
        .tag("api", api)
        .register(registry);
  }

  void add(int status, long took) {
    count.increment();
    nanos.add(took);
    int index = Math.clamp(status, 0, STATUSES - 1);
    LongAdder adder = byStatus.get(index);
    (adder == null ? newStatus(index) : adder).increment();
  }

  private synchronized LongAdder newStatus(int status) {
    LongAdder known = byStatus.get(status);
    if (known != null) {
      return known;
    }
    LongAdder adder = new LongAdder();
    FunctionCounter.builder("countersign.requests", adder, LongAdder::sum)
        .description("Requests by API and status")
        .tags("api", api, "status", Integer.toString(status))
        .register(registry);
    byStatus.set(status, adder);
    return adder;
  }
}
