package dev.countersign.control;

import dev.countersign.control.database.MigratedDatabase;
import dev.countersign.control.feed.ConfigurationSource;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.EntityKey;
import dev.countersign.policy.feed.ChangeFormat;
import dev.countersign.policy.feed.UnreadableConfigurationException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of entities. */
class TestSource implements ConfigurationSource {

  private final JdbcClient jdbc;

  TestSource(MigratedDatabase database, JdbcClient jdbc) {
    this.jdbc = jdbc;
    database.alone(() ->
        jdbc.sql("CREATE TABLE IF NOT EXISTS test_entity (key text PRIMARY KEY, line text)")
            .update());
  }

  void write(List<Change> changes) {
    for (Change change : changes) {
      switch (change) {
        case Change.Put put -> put(put);
        case Change.Remove remove -> remove(remove.key());
      }
    }
  }

  private void put(Change.Put put) {
    jdbc.sql(
            """
            INSERT INTO test_entity VALUES (:key, :line)
            ON CONFLICT (key) DO UPDATE SET line = excluded.line
            """)
        .param("key", put.entity().key().toString())
        .param("line", ChangeFormat.writeChange(put))
        .update();
  }

  private void remove(EntityKey key) {
    jdbc.sql("DELETE FROM test_entity WHERE key = :key").param("key", key.toString()).update();
  }

  @Override
  public void entities(Consumer<? super Entity> sink) {
    jdbc.sql("SELECT line FROM test_entity ORDER BY key")
        .withFetchSize(1_000)
        .query((RowCallbackHandler) row -> sink.accept(entity(row.getString("line"))));
  }

  private static Entity entity(String line) {
    try {
      return ((Change.Put) ChangeFormat.readChange(line)).entity();
    } catch (UnreadableConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
