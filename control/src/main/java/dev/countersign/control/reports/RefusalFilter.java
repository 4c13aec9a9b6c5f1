package dev.countersign.control.reports;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Sought;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Which refusals are asked for; null stands for all. */
record RefusalFilter(
    @Nullable String q,
    @Nullable String api,
    @Nullable String code,
    @Nullable String cause,
    @Nullable String certificate,
    @Nullable String credential,
    Instant from,
    Instant to) {

  private static final Instant ALWAYS = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  static RefusalFilter of(
      @Nullable String q,
      @Nullable String api,
      @Nullable String code,
      @Nullable String cause,
      @Nullable String certificate,
      @Nullable String credential,
      @Nullable String from,
      @Nullable String to) {
    FieldErrors errors = new FieldErrors();
    RefusalFilter filter =
        new RefusalFilter(
            Sought.text(q),
            Sought.value(api),
            Sought.value(code),
            Sought.value(cause),
            Sought.value(certificate),
            Sought.value(credential),
            instant(errors, "from", from, ALWAYS),
            instant(errors, "to", to, FOREVER));
    errors.refuse();
    return filter;
  }

  /** Those of a reason, at an API, of one client. */
  static RefusalFilter alike(RefusalRow row, Instant from) {
    return new RefusalFilter(
        null,
        row.apiId(),
        row.code(),
        row.cause(),
        row.certificateId(),
        row.credentialId(),
        from,
        FOREVER);
  }

  /** Whether it leaves anything out. */
  boolean isNarrow() {
    return q != null
        || api != null
        || code != null
        || cause != null
        || certificate != null
        || credential != null;
  }

  private static Instant instant(
      FieldErrors errors, String field, @Nullable String text, Instant otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      Instant given = Instant.parse(text.strip());
      return given.isBefore(ALWAYS) ? ALWAYS : given.isAfter(FOREVER) ? FOREVER : given;
    } catch (DateTimeParseException e) {
      errors.add(field, "malformed", "Write a time as in 2026-11-21T09:41:07Z.");
      return otherwise;
    }
  }
}
