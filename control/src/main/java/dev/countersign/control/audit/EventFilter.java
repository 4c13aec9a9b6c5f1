package dev.countersign.control.audit;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.Sought;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which events to show; what is null or blank does not matter.
 *
 * @param q the id of who did it or of the thing, or a piece of the name of either
 * @param who the id of the person, API key or part of the system, or a piece of their name
 * @param action as in {@code certificate.created}
 * @param kind of thing
 * @param id of the thing
 * @param from not before
 * @param to before
 */
public record EventFilter(
    @Nullable String q,
    @Nullable String who,
    @Nullable String action,
    @Nullable String kind,
    @Nullable String id,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** All of them. */
  public static final EventFilter NONE = new EventFilter(null, null, null, null, null, null, null);

  public EventFilter {
    q = Sought.text(q);
    who = Sought.value(who);
    action = Sought.value(action);
    kind = Sought.value(kind);
    id = Sought.value(id);
  }

  String condition() {
    StringBuilder sql = new StringBuilder();
    if (q != null) {
      sql.append(
          """
          AND (actor_id = :q OR thing_id = :q OR strpos(lower(actor_name), lower(:q)) > 0
              OR strpos(lower(thing_name), lower(:q)) > 0)
          """);
    }
    if (who != null) {
      sql.append("AND (actor_id = :who OR strpos(lower(actor_name), lower(:who)) > 0)\n");
    }
    if (action != null) {
      sql.append("AND action = :action\n");
    }
    if (kind != null) {
      sql.append("AND kind = :kind\n");
    }
    if (id != null) {
      sql.append("AND thing_id = :id\n");
    }
    if (from != null) {
      sql.append("AND at >= :from\n");
    }
    if (to != null) {
      sql.append("AND at < :to\n");
    }
    return sql.toString();
  }

  StatementSpec bind(StatementSpec query) {
    return query
        .param("q", q)
        .param("who", who)
        .param("action", action)
        .param("kind", kind)
        .param("id", id)
        .param("from", Times.optionalParameter(from))
        .param("to", Times.optionalParameter(to));
  }
}
