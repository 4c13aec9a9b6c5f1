package dev.countersign.gateway;

import dev.countersign.gateway.configuration.FeedFollower;
import dev.countersign.gateway.configuration.InForce;
import dev.countersign.gateway.exchange.Observers;
import dev.countersign.gateway.exchange.Surroundings;
import dev.countersign.gateway.exchange.TrustedPeers;
import dev.countersign.gateway.feed.FeedMembership;
import dev.countersign.gateway.listener.Admission;
import dev.countersign.gateway.listener.Listener;
import dev.countersign.gateway.listener.Workers;
import dev.countersign.gateway.operations.GatewayMetrics;
import dev.countersign.gateway.operations.Health;
import dev.countersign.gateway.operations.OperationsPort;
import dev.countersign.gateway.report.ReportThread;
import dev.countersign.gateway.report.Reporter;
import dev.countersign.gateway.steps.Steps;
import dev.countersign.gateway.upstream.UpstreamTls;
import dev.countersign.pki.issue.HeldCertificate;
import dev.countersign.policy.decision.Decider;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.snapshot.Snapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway: decides every request against the configuration that the feed tells, and
 * forwards what is let in. It needs the feed to learn of changes, and nobody to serve on.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final GatewayOptions options;
  private final InForce inForce = new InForce();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Admission admission;
  private final Workers workers;
  private final Listener listener;
  private final Optional<Listener> plainListener;
  private final FeedFollower follower;
  private final Optional<ReportThread> reports;
  private final OperationsPort operations;

  private Gateway(GatewayOptions options, ConfigurationFeed feed, InstantSource clock)
      throws IOException {
    this.options = options;
    Path data = ownDirectory(options.dataDirectory());
    HeldCertificate certificate = options.certificate().obtain(data, clock);
    Deque<Runnable> started = new ArrayDeque<>();
    try {
      admission = new Admission(options.limits());
      workers =
          new Workers(
              options.threads(),
              UpstreamTls.trusting(options.upstreamAuthorities()),
              options.limits().upstreamConnections());
      started.push(workers::close);
      follower = FeedFollower.start(feed, data, inForce, clock);
      started.push(follower::close);
      Reporter reporter = new Reporter(clock);
      reports =
          feed instanceof ReportReceiver receiver
              ? Optional.of(ReportThread.start(receiver, reporter, workers.loops(), clock))
              : Optional.empty();
      reports.ifPresent(thread -> started.push(thread::close));
      Surroundings surroundings =
          new Surroundings(
              options.limits(),
              Steps.pipeline(new Decider(clock), clock),
              inForce,
              reports.isPresent() ? new Observers(metrics, reporter) : metrics,
              TrustedPeers.of(options.trustedPeers()),
              draining::get);
      listener = open(options.address(), certificate, surroundings);
      started.push(() -> abandon(listener));
      plainListener =
          options.plainAddress().isPresent()
              ? Optional.of(open(options.plainAddress().get(), null, surroundings))
              : Optional.empty();
      plainListener.ifPresent(plain -> started.push(() -> abandon(plain)));
      operations =
          OperationsPort.open(
              options.operationsAddress(),
              new Health(inForce, follower.state(), () -> refusal(feed), draining::get),
              metrics);
    } catch (IOException | RuntimeException | Error e) {
      draining.set(true);
      started.forEach(Runnable::run);
      throw e;
    }
    gauges();
    metrics.certificate("server", certificate.certificate()::notAfter, clock);
    if (feed instanceof FeedMembership membership) {
      gauges(membership, clock);
    }
  }

  /**
   * Starts a gateway. It listens when this returns, and answers 503 until it has a configuration,
   * from disk or from the feed.
   *
   * @throws IOException when an address cannot be had, or a file not be used
   */
  public static Gateway start(GatewayOptions options, ConfigurationFeed feed, InstantSource clock)
      throws IOException {
    Gateway gateway = new Gateway(options, feed, clock);
    LOG.atInfo()
        .addKeyValue("port", gateway.port())
        .addKeyValue("operationsPort", gateway.operationsPort())
        .log("The gateway is listening");
    return gateway;
  }

  private Listener open(
      InetSocketAddress address, @Nullable HeldCertificate certificate, Surroundings surroundings)
      throws IOException {
    return Listener.open(address, certificate, surroundings, workers, admission, metrics);
  }

  /** It was opened for a gateway that does not start: nothing is drained. */
  private static void abandon(Listener opened) {
    opened.close();
    opened.release();
  }

  private static Path ownDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return directory;
  }

  private void gauges() {
    metrics.gauge("countersign.connections", "Open client connections", admission::open);
    metrics.gauge(
        "countersign.configuration.revision",
        "Revision of the configuration in force; -1 for none",
        () -> revision().orElse(-1));
    metrics.gauge(
        "countersign.feed.connected",
        "1 when the feed answered when it was last asked",
        () -> follower.state().isConnected() ? 1 : 0);
    metrics.gauge(
        "countersign.feed.lag.seconds",
        "From commit to force, of the change that came last",
        () -> follower.state().lag().toNanos() / 1e9);
    metrics.gauge(
        "countersign.configurations.refused",
        "Configurations that could not be loaded",
        () -> follower.state().refusedConfigurations());
  }

  private void gauges(FeedMembership membership, InstantSource clock) {
    metrics.certificate("feed", membership::certificateNotAfter, clock);
    metrics.gauge(
        "countersign.feed.refused",
        "1 when the control plane refuses this gateway, for example because it was removed",
        () -> membership.refusal().isPresent() ? 1 : 0);
  }

  private static Optional<String> refusal(ConfigurationFeed feed) {
    return feed instanceof FeedMembership membership ? membership.refusal() : Optional.empty();
  }

  /** Where clients connect with TLS. */
  public int port() {
    return listener.port();
  }

  /** Where clients connect without TLS; empty where there is no such listener. */
  public OptionalInt plainPort() {
    return plainListener.isPresent()
        ? OptionalInt.of(plainListener.get().port())
        : OptionalInt.empty();
  }

  /** Where health and metrics are. */
  public int operationsPort() {
    return operations.port();
  }

  /** The revision of the configuration in force; empty before there is one. */
  public OptionalLong revision() {
    Snapshot snapshot = inForce.get();
    return snapshot == null ? OptionalLong.empty() : OptionalLong.of(snapshot.revision());
  }

  /**
   * Drains and stops (G47): no more connections are accepted, requests under way are finished, and
   * clients are told to go elsewhere, until all have left or {@link Limits#drain} has passed.
   */
  @Override
  public void close() {
    if (!draining.compareAndSet(false, true)) {
      return;
    }
    listener.close();
    plainListener.ifPresent(Listener::close);
    boolean allLeft = awaitEmpty(options.limits().drain());
    LOG.atInfo().addKeyValue("cut", allLeft ? 0 : admission.open()).log("The gateway stops");
    admission.cut();
    reports.ifPresent(ReportThread::close);
    follower.close();
    operations.close();
    workers.close();
    listener.release();
  }

  private boolean awaitEmpty(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (admission.open() > 0 && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return admission.open() == 0;
  }
}
