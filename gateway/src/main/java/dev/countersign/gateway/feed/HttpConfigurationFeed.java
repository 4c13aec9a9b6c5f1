package dev.countersign.gateway.feed;

import dev.countersign.gateway.feed.FeedClient.Answer;
import dev.countersign.policy.feed.ChangeFormat;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedProtocol;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.feed.SnapshotFormat;
import dev.countersign.policy.feed.UnreadableConfigurationException;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportFormat;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.ReportRefusedException;
import dev.countersign.policy.snapshot.Snapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The feed of a control plane, over mutual TLS. It renews the gateway's certificate by itself.
 *
 * <p>Where the control plane refuses this gateway (it was removed, or its certificate ended), that
 * is no passing trouble: the feed then asks only once a minute, and {@link #refusal()} says why.
 * The gateway serves on from what it has.
 */
public final class HttpConfigurationFeed
    implements ConfigurationFeed, ReportReceiver, FeedMembership, AutoCloseable {

  /**
   * How long a control plane may take before it answers with a snapshot: it writes the whole of it
   * to a file first, and behind others who ask. The largest that we know of takes seconds; a busy
   * database takes longer, and a gateway that gave up earlier would only make it begin again.
   */
  private static final Duration UNTIL_SPOOLED = Duration.ofMinutes(5);

  private static final long LARGEST_SNAPSHOT = 8L << 30;
  private static final long LARGEST_CHANGES = 1L << 30;

  private final IdentityInUse identity;
  private final RefusalMemory refusals;
  private final RenewalThread renewal;

  private HttpConfigurationFeed(IdentityInUse identity, InstantSource clock) {
    this.identity = identity;
    this.refusals = new RefusalMemory(clock);
    this.renewal = RenewalThread.start(identity);
  }

  /**
   * Opens the feed as the gateway that was enrolled in this data directory. Makes no connection
   * yet.
   *
   * @throws EnrolmentException when none was, or what is there cannot be read
   */
  public static HttpConfigurationFeed open(
      FeedAddress address, Path dataDirectory, InstantSource clock) throws EnrolmentException {
    IdentityFile file = new IdentityFile(dataDirectory);
    FeedIdentity known =
        file.read()
            .orElseThrow(() ->
                new EnrolmentException(
                    """
                    This gateway is not enrolled. Make a token at the control plane \
                    (POST /api/v1/gateways/enrolments) and start the gateway with \
                    --enrolment-token.\
                    """));
    return new HttpConfigurationFeed(new IdentityInUse(address, file, known, clock), clock);
  }

  @Override
  public Snapshot snapshot()
      throws FeedUnavailableException, UnreadableConfigurationException, InterruptedException {
    try (Answer answer = ask(FeedProtocol.SNAPSHOT, UNTIL_SPOOLED, LARGEST_SNAPSHOT)) {
      requireOk(answer);
      return SnapshotFormat.read(new BufferedInputStream(answer.body(), 1 << 16));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public FeedAnswer changesAfter(String feedId, long revision, Duration wait)
      throws FeedUnavailableException, UnreadableConfigurationException, InterruptedException {
    String query =
        "%s?feedId=%s&after=%d&wait=%s"
            .formatted(
                FeedProtocol.CHANGES,
                URLEncoder.encode(feedId, StandardCharsets.UTF_8),
                revision,
                BigDecimal.valueOf(wait.toMillis(), 3).toPlainString());
    try (Answer answer = ask(query, wait, LARGEST_CHANGES)) {
      if (answer.status() == 410) {
        return new FeedAnswer.SnapshotNeeded();
      }
      requireOk(answer);
      return changes(feedId, ChangeFormat.read(new BufferedInputStream(answer.body())));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void receive(Report report)
      throws FeedUnavailableException, ReportRefusedException, InterruptedException {
    identity.requireUnexpired();
    refusals.requireDue();
    byte[] json = ReportFormat.write(report);
    try (Answer answer = identity.client().post(FeedProtocol.REPORTS, json)) {
      if (answer.status() == 400 || answer.status() == 413) {
        throw new ReportRefusedException(FeedJson.problem(answer).detail());
      }
      requireOk(answer);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static FeedAnswer changes(String feedId, ChangeFormat.Batch batch) {
    return batch.feedId().equals(feedId)
        ? new FeedAnswer.Changes(batch.changeSets())
        : new FeedAnswer.SnapshotNeeded();
  }

  private Answer ask(String pathAndQuery, Duration wait, long largest)
      throws IOException, FeedUnavailableException, InterruptedException {
    identity.requireUnexpired();
    refusals.requireDue();
    return identity.client().get(pathAndQuery, wait, largest);
  }

  private void requireOk(Answer answer) throws FeedUnavailableException {
    if (answer.status() == 200 || answer.status() == 204) {
      refusals.forget();
      return;
    }
    FeedJson.RefusalText refusal = FeedJson.problem(answer);
    if (answer.status() == 403) {
      throw refusals.remember(refusal.detail());
    }
    throw new FeedUnavailableException(
        "The control plane answered %d: %s".formatted(answer.status(), refusal.detail()));
  }

  private FeedUnavailableException unavailable(IOException e) {
    return new FeedUnavailableException(
        "The feed at %s is away: %s".formatted(identity.address(), FeedJson.reason(e)), e);
  }

  /** Who this gateway is. */
  public String gatewayId() {
    return identity.current().gatewayId();
  }

  @Override
  public Instant certificateNotAfter() {
    return identity.current().notAfter();
  }

  @Override
  public Optional<String> refusal() {
    return refusals.current();
  }

  /** Renews the certificate where that is due, as the feed does by itself every minute or so. */
  public boolean renewIfDue() throws IOException, InterruptedException {
    return identity.renewIfDue();
  }

  @Override
  public void close() {
    renewal.close();
    identity.close();
  }
}
