package dev.countersign.control.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The address of the page that is looked at, and those beside it: a list's search, filter, sort and
 * page all lie in it. Parameters that say nothing are left out.
 */
public record Address(String path, Map<String, String> parameters) {

  /** The list's position, which another search, filter or sort begins anew. */
  private static final String CURSOR = "cursor";

  /** How many rows come before this page; tells people where they are and nothing else. */
  private static final String BEFORE = "before";

  static Address of(HttpServletRequest request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (request.getMethod().equals("GET")) {
      request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
    }
    return new Address(request.getRequestURI(), parameters);
  }

  /** What the address says; empty where it says nothing. */
  public String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** The first page of the list with this instead; an empty value takes the parameter away. */
  public String with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.remove(CURSOR);
    changed.remove(BEFORE);
    changed.put(name, value);
    return text(changed);
  }

  /** The first page of the list. */
  public String first() {
    return with(CURSOR, "");
  }

  /** The page after this one. */
  public String next(String cursor, int shown) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(CURSOR, cursor);
    changed.put(BEFORE, Long.toString(before() + shown));
    return text(changed);
  }

  /** How many rows come before this page, as far as the address tells. */
  public long before() {
    String text = get(BEFORE);
    return text.matches("[0-9]{1,12}") && !get(CURSOR).isEmpty() ? Long.parseLong(text) : 0;
  }

  /** What a search from here keeps of the address: all but the search and the position. */
  public Map<String, String> keptBySearch() {
    Map<String, String> kept = new LinkedHashMap<>(parameters);
    kept.keySet().removeAll(java.util.Set.of("q", CURSOR, BEFORE));
    kept.values().removeIf(String::isEmpty);
    return kept;
  }

  private String text(Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return text.isEmpty() ? path : path + "?" + text;
  }

  /** Names its parameters alone: what a link in a mail says in them is a secret. */
  @Override
  public String toString() {
    return "Address[%s, parameters=%s]".formatted(path, parameters.keySet());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
