package dev.countersign.control.audit;

import dev.countersign.control.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

@Repository
class EventRepository {

  private static final HexFormat HEX = HexFormat.of();

  private static final String INSERT =
      """
      INSERT INTO audit.events (company_id, sequence, at, actor_kind, actor_id, actor_name, address,
          action, kind, thing_id, thing_name, before, after, previous, hash)
      VALUES (:company, :sequence, :at, :actorKind, :actorId, :actorName, :address,
          :action, :kind, :thingId, :thingName, CAST(:before AS jsonb), CAST(:after AS jsonb),
          :previous, :hash)
      """;

  private static final String OF_COMPANY =
      """
      SELECT * FROM audit.events WHERE company_id = :company
      """;

  private static final String ONE = OF_COMPANY + "AND sequence = :sequence";

  private static final String IN_ORDER = OF_COMPANY + "ORDER BY sequence";

  private static final int FETCH_SIZE = 500;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  EventRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(RecordedEvent event) {
    jdbc.sql(INSERT)
        .param("company", event.company())
        .param("sequence", event.sequence())
        .param("at", Times.parameter(event.at()))
        .param("actorKind", event.actor().kind())
        .param("actorId", event.actor().id())
        .param("actorName", event.actor().name())
        .param("address", event.actor().address())
        .param("action", event.action())
        .param("kind", event.kind())
        .param("thingId", event.id())
        .param("thingName", event.name())
        .param("before", text(event.before()))
        .param("after", text(event.after()))
        .param("previous", HEX.parseHex(event.previous()))
        .param("hash", HEX.parseHex(event.hash()))
        .update();
  }

  Optional<RecordedEvent> find(String company, long sequence) {
    return jdbc.sql(ONE)
        .param("company", company)
        .param("sequence", sequence)
        .query(this::read)
        .optional();
  }

  /** One page: the newest first, or the oldest, after the one with this sequence. */
  List<RecordedEvent> page(String company, EventFilter filter, Order order, long after, int rows) {
    String sql =
        OF_COMPANY
            + filter.condition()
            + order.condition()
            + "ORDER BY "
            + order.by()
            + " LIMIT :rows";
    return filter
        .bind(jdbc.sql(sql).param("company", company))
        .param("place", after)
        .param("rows", rows)
        .query(this::read)
        .list();
  }

  /** Hands over all of a company in order, until it is told to end. In a transaction. */
  void inOrder(String company, Predicate<RecordedEvent> goOn) {
    try (Stream<RecordedEvent> all =
        jdbc
            .sql(IN_ORDER)
            .withFetchSize(FETCH_SIZE)
            .param("company", company)
            .query(this::read)
            .stream()) {
      boolean _ = all.allMatch(goOn);
    }
  }

  private @Nullable String text(JsonNode node) {
    return node.isNull() ? null : json.writeValueAsString(node);
  }

  private RecordedEvent read(ResultSet row, int number) throws SQLException {
    return new RecordedEvent(
        row.getLong("sequence"),
        Times.read(row, "at"),
        row.getString("company_id"),
        new RecordedEvent.Who(
            row.getString("actor_kind"),
            row.getString("actor_id"),
            row.getString("actor_name"),
            row.getString("address")),
        row.getString("action"),
        row.getString("kind"),
        row.getString("thing_id"),
        row.getString("thing_name"),
        node(row.getString("before")),
        node(row.getString("after")),
        HEX.formatHex(row.getBytes("previous")),
        HEX.formatHex(row.getBytes("hash")));
  }

  private JsonNode node(@Nullable String text) {
    return text == null ? JsonNodeFactory.instance.nullNode() : json.readTree(text);
  }

  /** In which order a page is read. */
  enum Order {
    NEWEST_FIRST("AND sequence < :place\n", "sequence DESC"),
    OLDEST_FIRST("AND sequence > :place\n", "sequence");

    private final String condition;
    private final String by;

    Order(String condition, String by) {
      this.condition = condition;
      this.by = by;
    }

    String condition() {
      return condition;
    }

    String by() {
      return by;
    }
  }
}
