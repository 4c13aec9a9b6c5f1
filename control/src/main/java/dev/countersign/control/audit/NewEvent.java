package dev.countersign.control.audit;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** An event that has no place in the chain yet. */
record NewEvent(Instant at, Actor actor, AuditEvent event, JsonNode before, JsonNode after) {

  String company() {
    return actor.companyId();
  }

  RecordedEvent after(Head head) {
    RecordedEvent unhashed =
        new RecordedEvent(
            head.sequence() + 1,
            at,
            company(),
            new RecordedEvent.Who(
                actor.kind().text(),
                PlainJson.text(actor.id()),
                PlainJson.text(actor.name()),
                PlainJson.text(actor.address())),
            event.action(),
            event.kind(),
            PlainJson.text(event.id()),
            PlainJson.text(event.name()),
            before,
            after,
            head.hash(),
            "");
    return unhashed.with(EventHash.of(unhashed));
  }
}
