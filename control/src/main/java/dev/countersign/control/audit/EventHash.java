package dev.countersign.control.audit;

import dev.countersign.control.sealing.Sha256;
import java.util.HexFormat;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an event's hash is of; the guide's chapter on the audit trail says it to outsiders. */
final class EventHash {

  /** Before the first event. */
  static final String NONE = "0".repeat(64);

  private EventHash() {}

  /** The hash that this event must have. */
  static String of(RecordedEvent event) {
    return HexFormat.of().formatHex(Sha256.of(CanonicalJson.write(hashed(event))));
  }

  private static ObjectNode hashed(RecordedEvent event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("sequence", event.sequence());
    node.put("at", event.at().toString());
    node.put("company", event.company());
    node.putObject("actor")
        .put("kind", event.actor().kind())
        .put("id", event.actor().id())
        .put("name", event.actor().name())
        .put("address", event.actor().address());
    node.put("action", event.action());
    node.put("kind", event.kind());
    node.put("id", event.id());
    node.put("name", event.name());
    node.set("before", event.before());
    node.set("after", event.after());
    node.put("previous", event.previous());
    return node;
  }
}
