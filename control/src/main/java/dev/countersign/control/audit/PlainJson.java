package dev.countersign.control.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A view as JSON that reads the same everywhere: what other languages, or PostgreSQL, would read
 * differently or not at all is written otherwise before it is hashed.
 */
final class PlainJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Beyond this, a double is no longer exact, and most readers of JSON have doubles. */
  private static final long LARGEST = (1L << 53) - 1;

  private final JsonMapper json;

  PlainJson(JsonMapper json) {
    this.json = json;
  }

  JsonNode of(@Nullable Object view) {
    return view == null ? NODES.nullNode() : plain(json.readTree(json.writeValueAsString(view)));
  }

  private static JsonNode plain(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        object.set(text(member.getKey()), plain(member.getValue()));
      }
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(element -> array.add(plain(element)));
      return array;
    }
    if (node.isNumber()) {
      return isExact(node) ? NODES.numberNode(node.longValue()) : NODES.stringNode(node.toString());
    }
    return node.isString() ? NODES.stringNode(text(node.stringValue())) : node;
  }

  private static boolean isExact(JsonNode number) {
    return number.isIntegralNumber()
        && number.canConvertToLong()
        && Math.abs(number.longValue()) <= LARGEST;
  }

  /** PostgreSQL takes no NUL, and UTF-8 has no half of a pair. */
  static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(c ->
            c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
