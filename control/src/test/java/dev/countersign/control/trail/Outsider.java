package dev.countersign.control.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies an export as the guide tells outsiders to, by a library's JSON and nothing of the
 * product: read as maps, written with the names in order and no space.
 */
final class Outsider {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Outsider() {}

  /** The last event's number and hash, or where it is broken. */
  static String verify(String export) {
    String previous = "0".repeat(64);
    int number = 0;
    int whole = -1;
    for (String line : export.lines().toList()) {
      Map<?, ?> event = JSON.readValue(line, TreeMap.class);
      if (event.get("events") instanceof Integer events) {
        whole = events;
        continue;
      }
      Object hash = event.remove("hash");
      String canonical = JSON.writeValueAsString(ordered(event));
      if (!sha256(canonical).equals(hash)
          || !event.get("previous").equals(previous)
          || !event.get("sequence").equals(number + 1)) {
        return "broken at " + event.get("sequence");
      }
      previous = (String) hash;
      number++;
    }
    return whole == number ? number + " " + previous : "broken off after " + number;
  }

  private static Object ordered(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> ordered = new TreeMap<>();
        map.forEach((name, member) -> ordered.put(name, ordered(member)));
        yield ordered;
      }
      case Iterable<?> list -> {
        var ordered = new java.util.ArrayList<Object>();
        list.forEach(element -> ordered.add(ordered(element)));
        yield ordered;
      }
      case null -> null;
      default -> value;
    };
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
