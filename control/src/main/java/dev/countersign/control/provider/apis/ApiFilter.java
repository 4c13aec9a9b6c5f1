package dev.countersign.control.provider.apis;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Sought;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which APIs a list shows; what is null does not matter.
 *
 * @param notListing a certificate that their allow lists do not name
 */
record ApiFilter(@Nullable String searched, @Nullable Show show, @Nullable String notListing) {

  private static final String SEARCHED =
      """
      AND (lower(name) LIKE :searched OR lower(listen_path) LIKE :searched
          OR array_to_string(hosts, ' ') LIKE :searched)
      """;

  private static final String NOT_LISTING =
      """
      AND NOT EXISTS (SELECT FROM provider.allow_list l
          WHERE l.company_id = apis.company_id AND l.api_id = apis.id
              AND l.certificate_id = :notListing)
      """;

  /** Kinds of APIs that a list can be narrowed to. */
  enum Show {
    MUTUAL_TLS("active AND mutual_tls = 'enforce'"),
    WITHOUT_MUTUAL_TLS("active AND mutual_tls = 'off'"),
    SWITCHED_OFF("NOT active");

    private final String condition;

    Show(String condition) {
      this.condition = condition;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads a list's parameters, each of which may be absent. */
  static ApiFilter of(@Nullable String q, @Nullable String show) {
    if (show == null || show.isEmpty()) {
      return new ApiFilter(Sought.pattern(q), null, null);
    }
    FieldErrors errors = new FieldErrors();
    Show known =
        Arrays.stream(Show.values())
            .filter(one -> one.code().equals(show))
            .findFirst()
            .orElse(null);
    if (known == null) {
      errors.add("show", "unknown", "Ask for mutual_tls, without_mutual_tls or switched_off.");
    }
    errors.refuse();
    return new ApiFilter(Sought.pattern(q), known, null);
  }

  /** Those that a certificate can still be listed on. */
  static ApiFilter notListing(String certificateId, @Nullable String q) {
    return new ApiFilter(Sought.pattern(q), null, certificateId);
  }

  /** SQL for what it lets through. */
  String condition() {
    String kind = show == null ? "" : "AND " + show.condition + "\n";
    return kind + (searched == null ? "" : SEARCHED) + (notListing == null ? "" : NOT_LISTING);
  }
}
