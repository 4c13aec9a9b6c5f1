package dev.countersign.control.feed;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.database.MigratedDatabase;
import dev.countersign.control.database.Schema;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the feed's parts together. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

  private static final int TAIL = 100_000;
  private static final Duration POLL = Duration.ofMillis(500);

  @Bean
  Schema feedSchema() {
    return new Schema("feed");
  }

  @Bean
  FeedTable feedTable(JdbcClient jdbc) {
    return new FeedTable(jdbc);
  }

  @Bean
  GatewayTable gatewayTable(JdbcClient jdbc) {
    return new GatewayTable(jdbc);
  }

  @Bean
  FeedReaders readers(GatewayTable gateways) {
    return new FeedReaders(gateways);
  }

  @Bean
  FeedTail feedTail(MeterRegistry meters) {
    FeedTail tail = new FeedTail(TAIL);
    Gauge.builder("countersign.feed.revision", tail, FeedConfiguration::revision)
        .description("The newest revision that this control plane has read")
        .register(meters);
    Gauge.builder("countersign.feed.gateways.waiting", tail, FeedTail::waiting)
        .description("Gateways that wait for a change at this control plane")
        .register(meters);
    return tail;
  }

  private static double revision(FeedTail tail) {
    FeedTail.View view = tail.view();
    return view == null ? Double.NaN : view.revision();
  }

  @Bean(destroyMethod = "")
  FeedReader feedReader(
      MigratedDatabase database, DataSource pool, FeedTail tail, FeedReaders readers)
      throws SQLException {
    return new FeedReader(FeedConnection.besides(pool), tail, readers, POLL);
  }

  @Bean
  Sightings sightings(JdbcTemplate jdbc, InstantSource clock) {
    return new Sightings(new SightingTable(jdbc), clock);
  }

  @Bean
  SnapshotReader snapshotReader(
      PlatformTransactionManager transactions, FeedTable table, ConfigurationSource source) {
    return new SnapshotReader(transactions, table, source);
  }

  @Bean
  FeedAnswers feedAnswers(FeedTail tail, FeedTable table) {
    return new FeedAnswers(tail, table);
  }

  @Bean(destroyMethod = "")
  SnapshotSpool snapshotSpool(SnapshotReader reader, FeedTable table, ControlOptions options)
      throws IOException {
    SpoolFolder folder = SpoolFolder.open(options.dataDirectory().resolve("spool"));
    return new SnapshotSpool(reader, table, folder);
  }

  @Bean
  InProcessFeed inProcessFeed(
      FeedAnswers answers,
      SnapshotReader reader,
      GatewayTable gateways,
      Sightings sightings,
      ReportStore reports,
      ControlOptions options,
      InstantSource clock) {
    var idFile = options.dataDirectory().resolve("in-process-gateway-id");
    var gateway = new InProcessGateway(gateways, idFile, clock);
    return new InProcessFeed(answers, reader, gateway, sightings, reports);
  }

  @Bean
  FeedUpkeep feedUpkeep(
      FeedReader reader, Sightings sightings, FeedTable table, SnapshotSpool snapshots) {
    return new FeedUpkeep(reader, sightings, table, snapshots);
  }
}
