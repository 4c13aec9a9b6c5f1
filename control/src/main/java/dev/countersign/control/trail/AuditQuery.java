package dev.countersign.control.trail;

import dev.countersign.control.audit.EventFilter;
import dev.countersign.control.web.FieldErrors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which events are asked for, as they are asked for.
 *
 * @param q a piece of the name of who did it or of the thing, or the id of either
 * @param who the id of a person or API key, or a piece of their name
 * @param action as in {@code certificate.created}
 * @param kind of thing, as in {@code certificate}
 * @param id of the thing
 * @param from a day, or a moment in RFC 3339
 * @param to a day, which is included, or a moment, which is not
 */
public record AuditQuery(
    @Nullable String q,
    @Nullable String who,
    @Nullable String action,
    @Nullable String kind,
    @Nullable String id,
    @Nullable String from,
    @Nullable String to) {

  /** The database knows no time of every year that can be written. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** Refuses times that are none. */
  EventFilter filter() {
    FieldErrors errors = new FieldErrors();
    Instant begin = moment(errors, "from", from, 0);
    Instant end = moment(errors, "to", to, 1);
    errors.refuse();
    return new EventFilter(q, who, action, kind, id, begin, end);
  }

  /** Where the same is to be had in this format. */
  String address(String path, String format) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path).queryParam("format", format);
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "q", q);
    put(given, "who", who);
    put(given, "action", action);
    put(given, "kind", kind);
    put(given, "id", id);
    put(given, "from", from);
    put(given, "to", to);
    given.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(given).toUriString();
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      given.put(name, value);
    }
  }

  private static @Nullable Instant moment(
      FieldErrors errors, String field, @Nullable String text, int days) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      Instant moment =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
        errors.add(field, "out_of_range", "Write a time between the years 1 and 9999.");
      }
      return moment;
    } catch (DateTimeException e) {
      errors.add(field, "malformed", "Write a day, as in 2026-03-01, or 2026-03-01T12:00:00Z.");
      return null;
    }
  }
}
