package dev.countersign.control.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.RefusalCount;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.SampleReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** "Why was I refused?", as a person asks it. */
class RefusalPagesTest {

  private final RunningControl control = RunningControl.shared();
  private final ApiClient company = control.company("apis:write", "refusals:read");
  private final String api = company.newApi("/" + SampleReport.newId());
  private final PageClient person = control.member(company, "refusals:view");

  private RefusalRecord refused(String cause, String subject, String target) throws Exception {
    RefusalRecord record =
        SampleReport.record(
            SampleReport.newId(),
            Instant.now(),
            api,
            "certificate_not_allowed",
            cause,
            subject,
            target);
    RefusalCount count =
        new RefusalCount(api, record.code(), record.cause(), SampleReport.today(), 1);
    ((ReportReceiver) control.plane().feed())
        .receive(
            new Report(
                UUID.randomUUID().toString(), 1, List.of(), List.of(count), List.of(record), 0));
    return record;
  }

  @Test
  @DisplayName("An empty list says what will be there")
  void empty() {
    assertThat(person.get("/refusals").body()).contains("Nobody was refused");
  }

  @Test
  @DisplayName("The list shows what happened, to whom, and how often; search and filter narrow it")
  void list() throws Exception {
    RefusalRecord first = refused("unknown", "CN=alice", "/orders/1");
    RefusalRecord second = refused("known_not_listed", "CN=bob", "/orders/2");
    String all = person.get("/refusals").body();
    assertThat(all)
        .contains("Nobody knows the client", "CN=alice", first.id())
        .contains("not on the API", "CN=bob", second.id())
        .contains("2 requests refused today");
    assertThat(person.get("/refusals?q=CN%3Dbob").body())
        .contains(second.id())
        .doesNotContain(first.id());
    assertThat(person.get("/refusals?cause=unknown").body())
        .contains(first.id())
        .doesNotContain(second.id());
    assertThat(person.get("/refusals?q=nobody-at-all").body()).contains("No refusal matches");
  }

  @Test
  @DisplayName("A pasted id leads to its refusal: what came, what was expected, what to do")
  void pasted() throws Exception {
    RefusalRecord record = refused("unknown", "CN=alice", "/orders/1");
    var found = person.get("/refusals/find?id=%20" + record.id() + "%20");
    assertThat(found.statusCode()).isEqualTo(302);
    assertThat(found.headers().firstValue("Location").orElseThrow())
        .endsWith("/refusals/" + record.id());
    assertThat(person.get("/refusals/" + record.id()).body())
        .contains(record.id(), "CN=alice", "TLSv1.3, for api.example.com", "What to do")
        .contains("The API's owner should put it on the allow list.")
        .contains("recorded 1 time since");
  }

  @Test
  @DisplayName("A whole answer that is pasted leads to the refusal that it names")
  void pastedAnswer() throws Exception {
    RefusalRecord record = refused("unknown", "CN=alice", "/orders/1");
    String answer =
        "{\"status\": 403, \"id\": \"%s\", \"detail\": \"%s\"}"
            .formatted(record.id(), "x".repeat(3000));
    var found =
        person.get("/refusals/find?id=" + URLEncoder.encode(answer, StandardCharsets.UTF_8));
    assertThat(found.headers().firstValue("Location").orElseThrow())
        .endsWith("/refusals/" + record.id());
    assertThat(person.get("/refusals/find?id=" + record.id() + "x").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("An id that is left empty leads to the newest refusals")
  void nothingPasted() throws Exception {
    RefusalRecord record = refused("unknown", "CN=alice", "/orders/1");
    for (String query : List.of("", "?id=", "?id=%20%20")) {
      var found = person.get("/refusals/find" + query);
      assertThat(found.statusCode()).isEqualTo(302);
      assertThat(found.headers().firstValue("Location").orElseThrow()).endsWith("/refusals");
    }
    assertThat(person.get("/refusals").body())
        .contains(record.id())
        .doesNotContainPattern("name=\"id\"[^>]*required");
  }

  @Test
  @DisplayName("An id without a record is told why there may be none, with 404")
  void missing() throws Exception {
    for (String path : List.of("/refusals/find?id=nonsense", "/refusals/" + SampleReport.newId())) {
      var page = person.get(path);
      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(page.body()).contains("No record of this refusal", "Another id");
    }
    RefusalRecord theirs = refused("unknown", "CN=alice", "/orders/1");
    PageClient stranger = control.member(control.company("apis:read"), "refusals:view");
    assertThat(stranger.get("/refusals/" + theirs.id()).statusCode()).isEqualTo(404);
    assertThat(stranger.get("/refusals").body()).doesNotContain(theirs.id());
  }

  @Test
  @DisplayName("Script in a subject, path or pasted id is shown as text")
  void script() throws Exception {
    String script = "<script>alert(1)</script>";
    RefusalRecord record = refused("unknown", "CN=" + script, "/" + script);
    for (String path :
        List.of(
            "/refusals",
            "/refusals/" + record.id(),
            "/refusals/find?id=%3Cscript%3Ealert(1)%3C%2Fscript%3E")) {
      assertThat(person.get(path).body()).contains("&lt;script").doesNotContain("<script>alert");
    }
  }

  @Test
  @DisplayName("A1 without the permission there is no page")
  void forbidden() throws Exception {
    RefusalRecord record = refused("unknown", "CN=alice", "/orders/1");
    PageClient other = control.member(company, "apis:view");
    for (String path :
        List.of("/refusals", "/refusals/" + record.id(), "/refusals/find?id=" + record.id())) {
      assertThat(other.get(path).statusCode()).isEqualTo(403);
    }
  }
}
