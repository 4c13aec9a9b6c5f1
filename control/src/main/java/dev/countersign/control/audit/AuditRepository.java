package dev.countersign.control.audit;

import dev.countersign.control.database.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AuditRepository {

  private static final String APPEND =
      """
      INSERT INTO audit.events (company_id, at, actor_kind, actor_id, actor_name, address,
          action, kind, thing_id, thing_name, before, after)
      VALUES (:company, :at, :actorKind, :actorId, :actorName, :address,
          :action, :kind, :thingId, :thingName, CAST(:before AS jsonb), CAST(:after AS jsonb))
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  AuditRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void append(Actor actor, AuditEvent event, Instant at) {
    jdbc.sql(APPEND)
        .param("company", actor.companyId())
        .param("at", Times.parameter(at))
        .param("actorKind", actor.kind().text())
        .param("actorId", actor.id())
        .param("actorName", actor.name())
        .param("address", actor.address())
        .param("action", event.action())
        .param("kind", event.kind())
        .param("thingId", event.id())
        .param("thingName", event.name())
        .param("before", text(event.before()))
        .param("after", text(event.after()))
        .update();
  }

  private @Nullable String text(@Nullable Object thing) {
    return thing == null ? null : json.writeValueAsString(thing);
  }
}
