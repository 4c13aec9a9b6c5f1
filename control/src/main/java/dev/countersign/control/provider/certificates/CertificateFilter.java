package dev.countersign.control.provider.certificates;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Sought;
import org.jspecify.annotations.Nullable;

/** Which certificates a list shows; what is null does not matter. */
record CertificateFilter(
    @Nullable String searched,
    @Nullable Boolean ca,
    @Nullable CertificateStatus status,
    @Nullable Boolean unused) {

  private static final String IN_USE = "_in_use";

  /** Reads a list's parameters. */
  static CertificateFilter of(
      @Nullable String q,
      @Nullable String kind,
      @Nullable String status,
      @Nullable Boolean unused) {
    FieldErrors errors = new FieldErrors();
    if (kind != null && !kind.equals("ca") && !kind.equals("client")) {
      errors.add("kind", "unknown", "Ask for client or ca.");
    }
    CertificateStatus known = status(status, errors);
    errors.refuse();
    return new CertificateFilter(
        Sought.pattern(q), kind == null ? null : kind.equals("ca"), known, unused);
  }

  /** What the list's page calls those of a status that an allow list or a credential names. */
  static String inUse(CertificateStatus status) {
    return status.code() + IN_USE;
  }

  /** As the list's page names it: one filter at a time. */
  static CertificateFilter ofPage(@Nullable String q, String filter) {
    return switch (filter) {
      case "" -> of(q, null, null, null);
      case "client", "ca" -> of(q, filter, null, null);
      case "unused" -> of(q, null, null, true);
      default ->
          filter.endsWith(IN_USE)
              ? of(q, null, filter.substring(0, filter.length() - IN_USE.length()), false)
              : of(q, null, filter, null);
    };
  }

  /** Whether the search is shorter than its index can find: it is looked for in names alone. */
  boolean isShortSearch() {
    return searched != null && searched.replaceAll("\\\\(.)", "$1").length() < 5;
  }

  /** Whether it shows the whole store. */
  boolean isEverything() {
    return searched == null && ca == null && status == null && unused == null;
  }

  private static @Nullable CertificateStatus status(@Nullable String status, FieldErrors errors) {
    try {
      return status == null ? null : CertificateStatus.parse(status);
    } catch (IllegalArgumentException e) {
      errors.add(
          "status", "unknown", "Ask for valid, expiring, expired, not_yet_valid or revoked.");
      return null;
    }
  }
}
