package dev.countersign.policy.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, each of which must be asked for. One that nobody asked for is of a
 * newer control plane: it might narrow who is let in, so it must not be overlooked.
 */
final class Fields {
  private final String what;
  private final JsonNode node;
  private int asked;

  Fields(String what, @Nullable JsonNode node) throws UnreadableConfigurationException {
    if (node == null || !node.isObject()) {
      throw new UnreadableConfigurationException(what + " is not a JSON object");
    }
    this.what = what;
    this.node = node;
  }

  String text(String name) throws UnreadableConfigurationException {
    return textOf(name, present(name));
  }

  @Nullable String optionalText(String name) throws UnreadableConfigurationException {
    JsonNode value = find(name);
    return value == null ? null : textOf(name, value);
  }

  @Nullable Instant optionalInstant(String name) throws UnreadableConfigurationException {
    String value = optionalText(name);
    return value == null ? null : Instant.parse(value);
  }

  long number(String name) throws UnreadableConfigurationException {
    JsonNode value = present(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number");
    }
    return value.longValue();
  }

  boolean flag(String name) throws UnreadableConfigurationException {
    JsonNode value = present(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  List<String> texts(String name) throws UnreadableConfigurationException {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : array(name)) {
      texts.add(textOf(name, value));
    }
    return texts;
  }

  List<Fields> objects(String name) throws UnreadableConfigurationException {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode value : array(name)) {
      objects.add(new Fields(name, value));
    }
    return objects;
  }

  Fields object(String name) throws UnreadableConfigurationException {
    return new Fields(name, present(name));
  }

  @Nullable Fields optionalObject(String name) throws UnreadableConfigurationException {
    JsonNode value = find(name);
    return value == null ? null : new Fields(name, value);
  }

  /** The name of the only field, where there is but one. */
  String onlyName() throws UnreadableConfigurationException {
    if (node.size() != 1) {
      throw new UnreadableConfigurationException(what + " does not have exactly one field");
    }
    return node.propertyNames().iterator().next();
  }

  /** To be called last. */
  void done() throws UnreadableConfigurationException {
    if (asked != node.size()) {
      throw new UnreadableConfigurationException(
          "%s has fields that this version does not know (%s); the control plane is newer"
              .formatted(what, String.join(", ", node.propertyNames())));
    }
  }

  private JsonNode array(String name) throws UnreadableConfigurationException {
    JsonNode value = present(name);
    if (!value.isArray()) {
      throw wrong(name, "a list");
    }
    return value;
  }

  private String textOf(String name, JsonNode value) throws UnreadableConfigurationException {
    if (!value.isString()) {
      throw wrong(name, "a text");
    }
    return value.stringValue();
  }

  private JsonNode present(String name) throws UnreadableConfigurationException {
    JsonNode value = find(name);
    if (value == null) {
      throw new UnreadableConfigurationException("%s has no %s".formatted(what, name));
    }
    return value;
  }

  private @Nullable JsonNode find(String name) {
    JsonNode value = node.get(name);
    asked += value == null ? 0 : 1;
    return value;
  }

  private UnreadableConfigurationException wrong(String name, String expected) {
    return new UnreadableConfigurationException(
        "%s of %s is not %s".formatted(name, what, expected));
  }
}
