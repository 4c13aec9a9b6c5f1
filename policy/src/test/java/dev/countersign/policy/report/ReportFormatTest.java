package dev.countersign.policy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report is on the wire, and what is not let into one. */
class ReportFormatTest {

  private static RefusalRecord record(String target) {
    return SampleReport.record(
        SampleReport.newId(), Instant.EPOCH, "api", "token_missing", "absent", "CN=a", target);
  }

  @Test
  @DisplayName("A report is read as it was written")
  void sameAgain() throws Exception {
    Report report =
        new Report(
            "run",
            7,
            List.of(SampleReport.use(Use.Kind.CERTIFICATE, SampleReport.FINGERPRINT, "api", 3, 0)),
            List.of(SampleReport.count("api", 2), SampleReport.count(null, 1)),
            List.of(record("/orders")),
            5);
    assertThat(ReportFormat.read(ReportFormat.write(report))).isEqualTo(report);
  }

  @Test
  @DisplayName("What a newer gateway says besides is not heard")
  void newer() throws Exception {
    String json =
        new String(
            ReportFormat.write(new Report("run", 1, List.of(), List.of(), List.of(), 0)),
            StandardCharsets.UTF_8);
    String newer = json.replaceFirst("\\{", "{\"weather\": {\"rain\": true}, ");
    assertThat(ReportFormat.read(newer.getBytes(StandardCharsets.UTF_8)).run()).isEqualTo("run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"run\":\"r\"}",
        "{\"run\":\"\",\"number\":1,\"uses\":[],\"refusals\":[],\"records\":[],\"lostRecords\":0}",
        "{\"run\":\"r\",\"number\":0,\"uses\":[],\"refusals\":[],\"records\":[],\"lostRecords\":0}",
        "{\"run\":\"r\",\"number\":1,\"uses\":[],\"refusals\":[],\"records\":[],\"lostRecords\":-1}",
        "{\"run\":\"r\",\"number\":1,\"uses\":[null],\"refusals\":[],\"records\":[],\"lostRecords\":0}",
        "{\"run\":\"r\",\"number\":1,\"uses\":[{}],\"refusals\":[],\"records\":[],\"lostRecords\":0}",
        "{\"run\":\"r\",\"number\":1,\"uses\":[],\"refusals\":[],\"records\":[{}],\"lostRecords\":0}",
        "{\"run\":\"r\",\"number\":1,\"uses\":[],\"refusals\":[],\"records\":[],\"lostRecords\":0}"
            + " x"
      })
  @DisplayName("What is no report is refused as a whole")
  void malformed(String json) {
    assertThatThrownBy(() -> ReportFormat.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ReportRefusedException.class);
  }

  @Test
  @DisplayName("A report over its bounds is refused")
  void tooMany() {
    Use use = SampleReport.use(Use.Kind.API, "api", "api", 1, 0);
    List<Use> many = Collections.nCopies(Report.MOST_USES + 1, use);
    assertThatThrownBy(() -> new Report("r", 1, many, List.of(), List.of(), 0))
        .hasMessageContaining("uses");
    assertThatThrownBy(() -> SampleReport.use(Use.Kind.API, "a", "a", -1, 0))
        .hasMessageContaining("count");
  }

  @Test
  @DisplayName("G21 a record has neither query nor fragment, user or password")
  void noQuery() {
    assertThat(record("/orders?token=secret").path()).isEqualTo("/orders");
    assertThat(record("/orders#token=secret").path()).isEqualTo("/orders");
    assertThat(record("https://user:secret@api.example.com/orders").path()).isEqualTo("/orders");
    assertThat(record("/orders;jsessionid=secret/7").path()).isEqualTo("/orders;…/7");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/orders/2026-11-21/items/17, /v1/orders/2026-11-21/items/17",
    "/users/3f2b8c1e-0d4a-4b7e-9c55-1a2b3c4d5e6f, /users/3f2b8c1e-0d4a-4b7e-9c55-1a2b3c4d5e6f",
    "/hook/cs_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG/x, /hook/cs_0…/x",
    "/hook/abcdefghijklmnOPQRSTUVWXYZ_-abcdefghijklmno/x, /hook/abcd…/x",
    "/hook/eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln, /hook/eyJh…",
    "/hook/Bearer%20abcdefgh1234567890, /hook/Bear…",
    "/a-quite-long-name-of-a-resource/x, /a-quite-long-name-of-a-resource/x"
  })
  @DisplayName("G21 what looks like a token in a path is cut out of a record")
  void tokensInPaths(String target, String kept) {
    assertThat(record(target).path()).isEqualTo(kept);
  }

  @Test
  @DisplayName("Whatever a client wrote is cut, and shown in characters that can be shown")
  void bounded() {
    RefusalRecord long1 =
        SampleReport.record(
            SampleReport.newId(),
            Instant.EPOCH,
            "api",
            "x",
            "y",
            "CN=" + "\uD83D\uDE00".repeat(5_000),
            "/" + "seg/".repeat(5_000));
    assertThat(long1.path()).hasSizeLessThanOrEqualTo(512).endsWith("…");
    assertThat(long1.presented().certificate().subject())
        .hasSizeLessThanOrEqualTo(500)
        .endsWith("…");
    RefusalRecord hostile =
        SampleReport.record(
            SampleReport.newId(),
            Instant.EPOCH,
            "api",
            "x",
            "y",
            "CN=a\u0000\u001b[2J\u202Eb\uD800",
            "/a\u0000b");
    assertThat(hostile.presented().certificate().subject()).isEqualTo("CN=a??[2J?b?");
    assertThat(hostile.path()).isEqualTo("/a?b");
    assertThat(ReportFormat.writeRecord(long1)).hasSizeLessThan(16 * 1024);
  }
}
