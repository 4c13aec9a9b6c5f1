package dev.countersign.control.provider.credentials;

import dev.countersign.control.provider.Spans;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link CredentialDocument}: fills in defaults and gathers what is wrong. */
final class CredentialReader {

  private static final int MOST_APIS = 1000;
  private static final Duration SHORTEST_PER = Duration.ofSeconds(1);
  private static final Duration LONGEST_PER = Duration.ofDays(366);
  private static final long MOST_REQUESTS = 1_000_000_000_000L;
  private static final Instant LAST_EXPIRY = Instant.parse("9999-12-31T00:00:00Z");
  private static final Predicate<String> API_ID =
      Pattern.compile("[0-9a-z]{1,64}").asMatchPredicate();

  private final FieldErrors errors = new FieldErrors();

  /** The document read, or a refusal that names every field at fault. */
  static CredentialSettings read(CredentialDocument document) {
    return new CredentialReader().readAll(document);
  }

  private CredentialSettings readAll(CredentialDocument document) {
    errors.name(document.name());
    Set<String> apis = ids("apis", document.apis(), API_ID, MOST_APIS);
    Set<String> bound =
        ids(
            "boundCertificates",
            document.boundCertificates(),
            Fingerprint::isWritten,
            CredentialSettings.MOST_BOUND);
    Credential.Status status = status(document.status());
    Instant expiresAt = document.expiresAt();
    if (expiresAt != null
        && (expiresAt.isBefore(Instant.EPOCH) || expiresAt.isAfter(LAST_EXPIRY))) {
      errors.add("expiresAt", "out_of_range", "Write a time of these centuries.");
    }
    Credential.Allowance rateLimit = limit("rateLimit", document.rateLimit());
    Credential.Allowance quota = limit("quota", document.quota());
    errors.refuse();
    return new CredentialSettings(
        Objects.requireNonNull(document.name()), apis, bound, status, expiresAt, rateLimit, quota);
  }

  private Set<String> ids(
      String field, @Nullable List<@Nullable String> given, Predicate<String> isId, int most) {
    Set<String> ids = new TreeSet<>();
    if (given == null) {
      return ids;
    }
    if (given.size() > most) {
      errors.add(field, "too_many", "There may be %d.".formatted(most));
      return ids;
    }
    for (int i = 0; i < given.size(); i++) {
      String id = given.get(i);
      if (id == null || !isId.test(id)) {
        errors.add("%s[%d]".formatted(field, i), "malformed", "This is not an id.");
      } else {
        ids.add(id);
      }
    }
    return ids;
  }

  private Credential.Status status(@Nullable String given) {
    return switch (Objects.requireNonNullElse(given, "active")) {
      case "active" -> Credential.Status.ACTIVE;
      case "suspended" -> Credential.Status.SUSPENDED;
      case "revoked" -> Credential.Status.REVOKED;
      default -> {
        errors.add("status", "unknown", "Write one of: active, suspended, revoked.");
        yield Credential.Status.ACTIVE;
      }
    };
  }

  private Credential.@Nullable Allowance limit(
      String field, CredentialDocument.@Nullable Limit given) {
    if (given == null) {
      return null;
    }
    Long requests = given.requests();
    if (errors.required(field + ".requests", requests)
        && requests != null
        && (requests < 1 || requests > MOST_REQUESTS)) {
      errors.add(field + ".requests", "out_of_range", "Write a number from 1 on.");
    }
    Duration per = Spans.read(field + ".per", given.per(), SHORTEST_PER, LONGEST_PER, errors);
    return requests == null || per == null ? null : new Credential.Allowance(requests, per);
  }
}
