package dev.countersign.gateway.report;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Observer;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.decision.Refusal;
import dev.countersign.policy.decision.Verdict;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.snapshot.Snapshot;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sees requests on the event loops, and counts and records what is to be reported of them. */
public final class Reporter implements Observer {
  private static final int MOST_WAITING = 2_000;

  /** The request was let in; what failed afterwards is no use refused. */
  private static final Set<RefusalCode> AFTER_LETTING_IN =
      EnumSet.of(
          RefusalCode.UPSTREAM_UNREACHABLE,
          RefusalCode.UPSTREAM_FAILED,
          RefusalCode.UPSTREAM_TIMEOUT);

  private final InstantSource clock;
  private final Sampling sampling = new Sampling(System::nanoTime);
  private final Queue<RefusalRecord> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();
  private final FastThreadLocal<LoopTally> tallies =
      new FastThreadLocal<>() {
        @Override
        protected LoopTally initialValue() {
          return new LoopTally();
        }
      };

  public Reporter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void letIn(Exchange exchange) {
    Verdict.Admitted admitted = Objects.requireNonNull(exchange.admitted());
    String credential = admitted.credential() == null ? null : admitted.credential().id();
    tally(exchange, admitted.api(), credential).letIn++;
  }

  @Override
  public void refused(Exchange exchange, Refusal refusal, String id) {
    ApiConfiguration api = refusal.api();
    String apiId = api == null ? null : api.id();
    tallies.get().refused(new ReasonKey(apiId, refusal.code(), refusal.cause()));
    String credential = refusal.presented().credentialId();
    if (api != null && !AFTER_LETTING_IN.contains(refusal.code())) {
      tally(exchange, api, credential).refused++;
    }
    String company = api == null ? "" : api.companyId();
    Object client = credential != null ? credential : knownLeaf(exchange, api);
    if (sampling.admits(company, refusal.code(), refusal.cause(), client)) {
      record(exchange, refusal, id);
    }
  }

  private Tally tally(Exchange exchange, ApiConfiguration api, @Nullable String credential) {
    return tallies.get().of(exchange.inForce(), api, leaf(exchange), credential);
  }

  /** What the client proved, whether or not the API asks for it. */
  private static @Nullable Certificate leaf(Exchange exchange) {
    PresentedChain chain = exchange.client().connection().chain();
    return chain == null ? null : chain.leaf();
  }

  private static @Nullable Object knownLeaf(Exchange exchange, @Nullable ApiConfiguration api) {
    Certificate leaf = leaf(exchange);
    Snapshot snapshot = exchange.inForce();
    if (leaf == null || api == null || snapshot == null) {
      return null;
    }
    Fingerprint fingerprint = leaf.fingerprint();
    return snapshot.store(api.companyId()).certificate(fingerprint) == null ? null : fingerprint;
  }

  private void record(Exchange exchange, Refusal refusal, String id) {
    if (waitingCount.incrementAndGet() > MOST_WAITING) {
      waitingCount.decrementAndGet();
      lost.incrementAndGet();
      return;
    }
    waiting.add(
        RefusalRecord.of(
            id,
            clock.instant(),
            refusal,
            exchange.request().method().name(),
            exchange.request().authority(),
            exchange.request().target()));
  }

  @Override
  public void answered(Exchange exchange, int status, boolean cut, long nanos) {}

  @Override
  public void cut(Exchange exchange, Refusal refusal) {}

  @Override
  public void clientFailed(Throwable cause) {}

  /** What the event loop that calls this has counted. */
  LoopTally.Taken takeTally() {
    return tallies.get().take();
  }

  /** The records that came since this was last called. */
  List<RefusalRecord> takeRecords() {
    List<RefusalRecord> taken = new ArrayList<>();
    for (RefusalRecord next = waiting.poll(); next != null; next = waiting.poll()) {
      waitingCount.decrementAndGet();
      taken.add(next);
    }
    return taken;
  }

  /** How many records there was no room for since this was last called. */
  long takeLost() {
    return lost.getAndSet(0);
  }
}
