package dev.countersign.policy.report;

import dev.countersign.policy.report.RefusalRecord.Expected;
import dev.countersign.policy.report.RefusalRecord.Leaf;
import dev.countersign.policy.report.RefusalRecord.Presented;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What a gateway would report. */
public final class SampleReport {
  public static final String FINGERPRINT = "ab".repeat(32);

  private SampleReport() {}

  /** An id as refused answers have it. */
  public static String newId() {
    StringBuilder id = new StringBuilder("rf_");
    for (int i = 0; i < 16; i++) {
      id.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
    }
    return id.toString();
  }

  public static RefusalRecord record(String apiId) {
    return record(newId(), Instant.now(), apiId, "certificate_not_allowed", "unknown");
  }

  public static RefusalRecord record(
      String id, Instant at, String apiId, String code, String cause) {
    return record(id, at, apiId, code, cause, "CN=alice", "/orders");
  }

  public static RefusalRecord record(
      String id,
      Instant at,
      String apiId,
      String code,
      String cause,
      String subject,
      String target) {
    Leaf leaf =
        new Leaf(
            FINGERPRINT,
            subject,
            "CN=ca",
            "1",
            List.of(),
            at.minusSeconds(60),
            at.plusSeconds(60),
            "EC",
            256,
            false,
            null);
    return new RefusalRecord(
        id,
        at,
        apiId,
        "GET",
        "api.example.com",
        target,
        403,
        code,
        cause,
        "The client's certificate is not known.",
        "The API's owner should put it on the allow list.",
        new Presented(leaf, List.of(FINGERPRINT), "TLSv1.3", "api.example.com", null),
        new Expected(List.of(), 0, List.of()),
        List.of());
  }

  public static Use use(Use.Kind kind, String subject, String api, long letIn, long refused) {
    Instant now = Instant.now();
    return new Use(kind, subject, api, today(), letIn, refused, now, letIn > 0 ? now : null);
  }

  public static RefusalCount count(String api, long count) {
    return new RefusalCount(api, "certificate_not_allowed", "unknown", today(), count);
  }

  public static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
