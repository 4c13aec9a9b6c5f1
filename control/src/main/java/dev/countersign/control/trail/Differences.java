package dev.countersign.control.trail;

import dev.countersign.control.audit.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;

/** What differs between before and after, value by value. */
final class Differences {

  private final Map<String, String> values = new LinkedHashMap<>();

  private Differences(JsonNode node) {
    if (!node.isNull()) {
      add("", node);
    }
  }

  static List<Difference> of(RecordedEvent event) {
    Map<String, String> before = new Differences(event.before()).values;
    Map<String, String> after = new Differences(event.after()).values;
    SequencedSet<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String old = before.getOrDefault(name, "");
      String now = after.getOrDefault(name, "");
      if (!old.equals(now)) {
        differences.add(new Difference(words(name), old, now));
      }
    }
    return differences;
  }

  private void add(String name, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(member ->
              add(
                  name.isEmpty() ? member.getKey() : name + "." + member.getKey(),
                  member.getValue()));
    } else if (node.isArray() && hasParts(node)) {
      for (int i = 0; i < node.size(); i++) {
        add("%s %d".formatted(name, i + 1), node.get(i));
      }
    } else if (node.isArray()) {
      List<String> texts = new ArrayList<>();
      node.forEach(element -> texts.add(element.asString()));
      values.put(name, String.join(", ", texts));
    } else if (!node.isNull()) {
      values.put(name, node.asString());
    }
  }

  private static boolean hasParts(JsonNode array) {
    for (JsonNode element : array) {
      if (element.isContainer()) {
        return true;
      }
    }
    return false;
  }

  /** {@code mutualTls.allowList 1.name} as {@code mutual tls, allow list 1, name}. */
  private static String words(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2")
        .toLowerCase(java.util.Locale.ROOT)
        .replace(".", ", ");
  }
}
