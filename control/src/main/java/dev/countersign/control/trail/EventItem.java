package dev.countersign.control.trail;

import dev.countersign.control.audit.RecordedEvent;
import dev.countersign.control.shell.Count;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An event as a page shows it.
 *
 * @param what in words, as in {@code Certificate created}
 * @param where the page of the thing; empty where it has none, or has gone
 */
public record EventItem(
    RecordedEvent event, String what, String where, List<Difference> differences) {

  private static final Map<String, String> PAGES =
      Map.of(
          "api", "/apis/",
          "allow-list", "/apis/",
          "credential", "/credentials/",
          "certificate", "/certificates/",
          "role", "/roles/",
          "member", "/members/");

  static EventItem of(RecordedEvent event) {
    return new EventItem(event, words(event.action()), page(event), Differences.of(event));
  }

  private static String words(String action) {
    String words = action.replace('.', ' ').replace('-', ' ').replace("api key", "API key");
    words = words.startsWith("api ") ? "API " + words.substring(4) : words;
    return words.isEmpty()
        ? ""
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String page(RecordedEvent event) {
    String page = PAGES.get(event.kind());
    boolean gone =
        event.action().equals(event.kind() + ".deleted") && !event.kind().equals("allow-list");
    return page == null || gone ? "" : page + event.id();
  }

  /** What a row of the list says of what differs. */
  public String summary() {
    if (event.before().isNull() || event.after().isNull() || differences.isEmpty()) {
      return "";
    }
    String first = differences.getFirst().name();
    return differences.size() == 1
        ? first
        : "%s and %s".formatted(first, Count.of(differences.size() - 1, "other value"));
  }
}
