package dev.countersign.control.reports;

import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.RefusalRecord.Leaf;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A refusal in a list. */
@Schema(name = "RefusalSummary")
record RefusalSummary(
    String id,
    Instant at,
    String gateway,
    @Nullable String apiId,
    String host,
    String path,
    String method,
    int status,
    String code,
    @Nullable String cause,
    String message,
    @Nullable String certificateId,
    @Nullable String subject,
    @Nullable String credentialId) {

  static RefusalSummary of(RefusalRow row) {
    RefusalRecord record = row.record();
    Leaf leaf = record.presented().certificate();
    return new RefusalSummary(
        row.id(),
        row.at(),
        row.gateway(),
        record.apiId(),
        record.host(),
        record.path(),
        record.method(),
        record.status(),
        record.code(),
        record.cause(),
        record.message(),
        leaf == null ? null : leaf.fingerprint(),
        leaf == null ? null : leaf.subject(),
        record.presented().credentialId());
  }
}
