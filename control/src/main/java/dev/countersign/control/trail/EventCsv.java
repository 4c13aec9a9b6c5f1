package dev.countersign.control.trail;

import dev.countersign.control.audit.RecordedEvent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Events as CSV (RFC 4180). What a spreadsheet would take for a formula, since anybody may have
 * named a thing so, gets an apostrophe in front; the full-width signs count there too.
 */
final class EventCsv {

  private static final String END = "\r\n";
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  static final String HEADER =
      "sequence,at,actor_kind,actor_id,actor_name,address,action,kind,id,name,before,after,previous,hash"
          + END;

  private EventCsv() {}

  static String line(RecordedEvent event) {
    return List.of(
                Long.toString(event.sequence()),
                event.at().toString(),
                event.actor().kind(),
                event.actor().id(),
                event.actor().name(),
                event.actor().address(),
                event.action(),
                event.kind(),
                event.id(),
                event.name(),
                event.before().isNull() ? "" : event.before().toString(),
                event.after().isNull() ? "" : event.after().toString(),
                event.previous(),
                event.hash())
            .stream()
            .map(EventCsv::cell)
            .collect(Collectors.joining(","))
        + END;
  }

  static String cell(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
