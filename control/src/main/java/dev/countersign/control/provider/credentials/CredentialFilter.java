package dev.countersign.control.provider.credentials;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Sought;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which credentials a list shows; what is null does not matter. */
record CredentialFilter(@Nullable String searched, @Nullable Show show, @Nullable String api) {

  private static final Predicate<String> API_ID =
      Pattern.compile("[0-9a-z]{1,64}").asMatchPredicate();

  /** Kinds of credentials that a list can be narrowed to; each counts in one of them. */
  enum Show {
    ACTIVE("c.status = 'active' AND (c.expires_at IS NULL OR c.expires_at > :now)"),
    EXPIRED("c.status = 'active' AND c.expires_at <= :now"),
    SUSPENDED("c.status = 'suspended'"),
    REVOKED("c.status = 'revoked'");

    private final String condition;

    Show(String condition) {
      this.condition = condition;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** In SQL, of a credential {@code c}. */
    String condition() {
      return condition;
    }
  }

  /** Reads a list's parameters, each of which may be absent. */
  static CredentialFilter of(@Nullable String q, @Nullable String status, @Nullable String api) {
    FieldErrors errors = new FieldErrors();
    Show show =
        isEmpty(status)
            ? null
            : Arrays.stream(Show.values())
                .filter(one -> one.code().equals(status))
                .findFirst()
                .orElse(null);
    if (show == null && !isEmpty(status)) {
      errors.add("status", "unknown", "Ask for active, expired, suspended or revoked.");
    }
    String ofApi = isEmpty(api) ? null : api;
    if (ofApi != null && !API_ID.test(ofApi)) {
      errors.add("api", "malformed", "This is not an id.");
    }
    errors.refuse();
    return new CredentialFilter(Sought.pattern(q), show, ofApi);
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  /** SQL for what it lets through. */
  String condition() {
    return (searched == null ? "" : "AND lower(c.name) LIKE :searched\n")
        + (show == null ? "" : "AND " + show.condition() + "\n")
        + (api == null
            ? ""
            : """
            AND EXISTS (SELECT FROM provider.credential_apis f
                WHERE f.company_id = c.company_id AND f.credential_id = c.id AND f.api_id = :api)
            """);
  }
}
