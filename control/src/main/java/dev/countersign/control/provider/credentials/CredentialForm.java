package dev.countersign.control.provider.credentials;

import dev.countersign.control.provider.Picking;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Form;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A credential as a form; a day it expires on is over in full. */
final class CredentialForm {

  private static final String EXPIRY = "expiresAt";

  private CredentialForm() {}

  static Form defaults(@Nullable String api) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("rateLimit.per", List.of("1s"));
    values.put("quota.per", List.of("30d"));
    if (api != null) {
      values.put("apis", List.of(api));
    }
    return new Form(values, null);
  }

  static Form of(CredentialItem item) {
    CredentialView credential = item.credential();
    Map<String, List<String>> values = new HashMap<>(defaults(null).values());
    values.put("name", List.of(credential.name()));
    values.put("apis", credential.apis());
    values.put(Picking.ADDED, credential.boundCertificates());
    Instant end = credential.expiresAt();
    if (end != null) {
      values.put(EXPIRY, List.of(day(end)));
    }
    putLimit(values, "rateLimit", credential.rateLimit());
    putLimit(values, "quota", credential.quota());
    values.put(Form.VERSION, List.of(Long.toString(item.version())));
    return new Form(values, null);
  }

  private static void putLimit(
      Map<String, List<String>> values, String field, CredentialDocument.@Nullable Limit limit) {
    if (limit != null) {
      values.put(field + ".requests", List.of(String.valueOf(limit.requests())));
      values.put(field + ".per", List.of(String.valueOf(limit.per())));
    }
  }

  /** The last day on which it works. */
  private static String day(Instant end) {
    return end.minusMillis(1).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  /**
   * What was typed, as the REST API takes it.
   *
   * @param stored what the form was filled from, whose status and exact end stay
   */
  static CredentialDocument document(Form form, @Nullable CredentialView stored) {
    FieldErrors errors = new FieldErrors();
    CredentialDocument document =
        new CredentialDocument(
            given(form, "name"),
            ids(form, "apis"),
            ids(form, Picking.ADDED),
            stored == null ? null : stored.status(),
            end(form, stored == null ? null : stored.expiresAt(), errors),
            limit(form, "rateLimit", errors),
            limit(form, "quota", errors));
    errors.refuse();
    return document;
  }

  private static List<@Nullable String> ids(Form form, String field) {
    return new ArrayList<@Nullable String>(form.all(field));
  }

  private static @Nullable Instant end(Form form, @Nullable Instant stored, FieldErrors errors) {
    String typed = given(form, EXPIRY);
    if (typed == null) {
      return null;
    }
    if (stored != null && day(stored).equals(typed)) {
      return stored;
    }
    try {
      return LocalDate.parse(typed)
          .atStartOfDay()
          .toInstant(ZoneOffset.UTC)
          .plus(1, ChronoUnit.DAYS);
    } catch (DateTimeParseException e) {
      errors.add(EXPIRY, "malformed", "Write a day such as 2027-01-31.");
      return null;
    }
  }

  private static CredentialDocument.@Nullable Limit limit(
      Form form, String field, FieldErrors errors) {
    String typed = given(form, field + ".requests");
    if (typed == null) {
      return null;
    }
    if (!typed.matches("[0-9]{1,13}")) {
      errors.add(field + ".requests", "malformed", "Write a whole number, or leave it empty.");
      return null;
    }
    return new CredentialDocument.Limit(Long.parseLong(typed), given(form, field + ".per"));
  }

  private static @Nullable String given(Form form, String field) {
    String typed = form.value(field).strip();
    return typed.isEmpty() ? null : typed;
  }
}
