package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Form;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the form for a new API key; what is wrong with it, {@link ApiKeys} says. */
@Component
class ApiKeyForm {

  private static final String DATE = "date";

  private final InstantSource clock;

  ApiKeyForm(InstantSource clock) {
    this.clock = clock;
  }

  /** A key of one's own, for three months. */
  static Form fresh() {
    return Form.of(Map.of("kind", "personal", "life", "90"));
  }

  ApiKeyRequest read(Form form) {
    FieldErrors errors = new FieldErrors();
    Instant expiresAt = expiresAt(errors, form);
    ApiKeyKind kind = kind(errors, form.value("kind"));
    Set<Scope> scopes = scopes(errors, form.all("scopes"));
    errors.refuse();
    return new ApiKeyRequest(form.value("name"), scopes, kind, expiresAt);
  }

  /** A number of days, the end of a day in UTC, or never. */
  private @Nullable Instant expiresAt(FieldErrors errors, Form form) {
    return switch (form.value("life")) {
      case "never" -> null;
      case DATE -> endOfDay(errors, form.value("expiresAt"));
      case "30" -> after(30);
      case "365" -> after(365);
      default -> after(90);
    };
  }

  private Instant after(int days) {
    return clock.instant().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
  }

  private static @Nullable Instant endOfDay(FieldErrors errors, String typed) {
    try {
      return LocalDate.parse(typed).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      errors.add("expiresAt", "malformed", "Write the last day as 2027-01-31.");
      return null;
    }
  }

  private static @Nullable ApiKeyKind kind(FieldErrors errors, String typed) {
    try {
      return ApiKeyKind.parse(typed);
    } catch (IllegalArgumentException e) {
      errors.add("kind", "unknown", "Choose whose key it is.");
      return null;
    }
  }

  private static Set<Scope> scopes(FieldErrors errors, List<String> chosen) {
    try {
      return chosen.stream().map(Scope::parse).collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      errors.add("scopes", "unknown", "Choose among the scopes below.");
      return Set.of();
    }
  }
}
