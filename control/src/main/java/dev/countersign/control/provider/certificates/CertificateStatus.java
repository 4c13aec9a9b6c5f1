package dev.countersign.control.provider.certificates;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Where a certificate is in its life. */
enum CertificateStatus {
  VALID("not_before <= :now AND not_after >= :soon AND revoked_at IS NULL"),
  EXPIRING("not_before <= :now AND not_after BETWEEN :now AND :soon AND revoked_at IS NULL"),
  EXPIRED("not_after < :now AND revoked_at IS NULL"),
  NOT_YET_VALID("not_before > :now AND revoked_at IS NULL"),
  REVOKED("revoked_at IS NOT NULL");

  /** How long before its end a certificate counts as expiring: as pki warns. */
  static final Duration SOON = Duration.ofDays(30);

  private final String condition;

  CertificateStatus(String condition) {
    this.condition = condition;
  }

  static CertificateStatus of(CertificateRow row, Instant now) {
    if (row.revokedAt() != null) {
      return REVOKED;
    }
    if (now.isBefore(row.notBefore())) {
      return NOT_YET_VALID;
    }
    if (now.isAfter(row.notAfter())) {
      return EXPIRED;
    }
    return row.notAfter().isBefore(now.plus(SOON)) ? EXPIRING : VALID;
  }

  static CertificateStatus parse(String code) {
    return Arrays.stream(values())
        .filter(status -> status.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no such status"));
  }

  /** The same judgement in SQL. */
  String condition() {
    return condition;
  }

  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
