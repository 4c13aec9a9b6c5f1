package dev.countersign.gateway.operations;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Observer;
import dev.countersign.gateway.listener.Handshakes;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.decision.Refusal;
import dev.countersign.policy.decision.RefusalCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happens, for Prometheus; on event loops it only adds to a striped number. */
public final class GatewayMetrics implements Observer, Handshakes {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayMetrics.class);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, ApiCounts> byApi = new ConcurrentHashMap<>();
  private final Map<RefusalKey, LongAdder> refusals = new ConcurrentHashMap<>();
  private final RefusalLog log;
  private final Timer handshakes;
  private final Timer failedHandshakes;
  private final Counter turnedAway;
  private final Counter cut;
  private final Counter failures;

  public GatewayMetrics() {
    handshakes = handshakes("success");
    failedHandshakes = handshakes("failure");
    turnedAway =
        Counter.builder("countersign.connections.turned.away")
            .description("Connections closed at once because there were too many")
            .register(registry);
    cut =
        Counter.builder("countersign.answers.cut")
            .description("Answers that had begun and were cut off")
            .register(registry);
    log =
        new RefusalLog(
            Counter.builder("countersign.refusals.unlogged")
                .description("Refusals without a log line, because there were too many a second")
                .register(registry));
    failures =
        Counter.builder("countersign.connections.failed")
            .description("Client connections that ended in garbage, a reset, or a fault")
            .register(registry);
  }

  private Timer handshakes(String result) {
    return Timer.builder("countersign.tls.handshakes")
        .description("TLS handshakes with clients, from accept to end")
        .tag("result", result)
        .register(registry);
  }

  /** A number that is read when somebody looks. */
  public void gauge(String name, String description, DoubleSupplier value) {
    io.micrometer.core.instrument.Gauge.builder(name, value::getAsDouble)
        .description(description)
        .register(registry);
  }

  /** The end of a certificate of the gateway's own; the renewed one's once there is one. */
  public void certificate(String use, Supplier<Instant> notAfter, InstantSource clock) {
    io.micrometer.core.instrument.Gauge.builder(
            "countersign.certificate.left.seconds",
            () -> Duration.between(clock.instant(), notAfter.get()).toSeconds())
        .description("Until a certificate of the gateway's own ends; negative afterwards")
        .tag("certificate", use)
        .register(registry);
  }

  /** What Prometheus reads. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void letIn(Exchange exchange) {}

  @Override
  public void answered(Exchange exchange, int status, boolean wasCut, long nanos) {
    ApiConfiguration led = exchange.api();
    String api = led == null ? "" : led.id();
    byApi.computeIfAbsent(api, id -> new ApiCounts(registry, id)).add(status, nanos);
  }

  @Override
  public void refused(Exchange exchange, Refusal refusal, String id) {
    String api = refusal.api() == null ? "" : refusal.api().id();
    RefusalCause cause = refusal.cause();
    count(new RefusalKey(refusal.code().code(), cause == null ? "" : cause.text(), api));
    log.refused(exchange, refusal, id);
  }

  private void count(RefusalKey key) {
    refusals.computeIfAbsent(key, this::newCounter).increment();
  }

  private LongAdder newCounter(RefusalKey key) {
    LongAdder adder = new LongAdder();
    FunctionCounter.builder("countersign.refusals", adder, LongAdder::sum)
        .description("Refused requests by code and cause")
        .tags("code", key.code, "cause", key.cause, "api", key.api)
        .register(registry);
    return adder;
  }

  @Override
  public void cut(Exchange exchange, Refusal refusal) {
    cut.increment();
    log.refused(exchange, refusal, "");
  }

  @Override
  public void clientFailed(Throwable cause) {
    failures.increment();
    if (isTheirs(cause)) {
      LOG.debug("A client connection failed", cause);
    } else {
      LOG.warn("A client connection failed", cause);
    }
  }

  private static boolean isTheirs(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof SSLException
        || cause instanceof NotSslRecordException
        || cause instanceof DecoderException;
  }

  @Override
  public void done(boolean succeeded, long nanos) {
    (succeeded ? handshakes : failedHandshakes)
        .record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
  }

  @Override
  public void turnedAway() {
    turnedAway.increment();
  }

  private record RefusalKey(String code, String cause, String api) {}
}
