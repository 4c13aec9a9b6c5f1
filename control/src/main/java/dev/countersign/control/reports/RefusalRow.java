package dev.countersign.control.reports;

import dev.countersign.policy.report.RefusalRecord;
import java.time.Instant;
import java.util.Locale;

/**
 * A refusal as it is kept.
 *
 * @param at when, by the gateway's clock where that is plausible
 * @param apiId empty for none
 * @param apiName at that moment
 */
record RefusalRow(
    String companyId,
    Instant at,
    String gatewayId,
    String gateway,
    String apiId,
    String apiName,
    RefusalRecord record) {

  String id() {
    return record.id();
  }

  String code() {
    return Reasons.code(record.code());
  }

  String cause() {
    return Reasons.cause(record.cause());
  }

  String certificateId() {
    RefusalRecord.Leaf leaf = record.presented().certificate();
    return leaf == null ? "" : leaf.fingerprint();
  }

  String credentialId() {
    String credential = record.presented().credentialId();
    return credential == null ? "" : credential;
  }

  String searchText() {
    RefusalRecord.Leaf leaf = record.presented().certificate();
    String certificate =
        leaf == null ? "" : String.join("\n", leaf.subject(), leaf.serial(), leaf.fingerprint());
    return String.join(
            "\n", id(), apiName, record.host(), record.path(), certificate, record.message())
        .toLowerCase(Locale.ROOT);
  }
}
