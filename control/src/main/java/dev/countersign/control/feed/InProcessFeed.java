package dev.countersign.control.feed;

import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.policy.snapshot.SnapshotBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The feed for the gateway in the control plane's own process: the same answers, without a wire.
 */
class InProcessFeed implements ConfigurationFeed, ReportReceiver {

  private final FeedAnswers answers;
  private final SnapshotReader reader;
  private final InProcessGateway gateway;
  private final Sightings sightings;
  private final ReportStore reports;

  InProcessFeed(
      FeedAnswers answers,
      SnapshotReader reader,
      InProcessGateway gateway,
      Sightings sightings,
      ReportStore reports) {
    this.answers = answers;
    this.reader = reader;
    this.gateway = gateway;
    this.sightings = sightings;
    this.reports = reports;
  }

  @Override
  public Snapshot snapshot() throws FeedUnavailableException {
    try {
      gateway.register();
      return reader
          .read(position -> new Building(Snapshot.builder(position.feedId(), position.revision())))
          .builder
          .build();
    } catch (DataAccessException | TransactionException e) {
      throw new FeedUnavailableException("The database does not answer", e);
    }
  }

  @Override
  public FeedAnswer changesAfter(String feedId, long revision, Duration wait)
      throws FeedUnavailableException, InterruptedException {
    if (answers.isKnown(feedId, revision)) {
      sightings.saw(gateway.id(), feedId, revision);
    }
    return answers.changesAfter(feedId, revision, wait, () -> false);
  }

  @Override
  public void receive(Report report) throws FeedUnavailableException {
    try {
      gateway.register();
      reports.keep(gateway.reporter(), report);
    } catch (DataAccessException | TransactionException e) {
      throw new FeedUnavailableException("The database does not answer", e);
    }
  }

  private record Building(SnapshotBuilder builder) implements Consumer<Entity> {

    @Override
    public void accept(Entity entity) {
      builder.put(entity);
    }
  }
}
