package dev.countersign.control.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When credentials were used, as lists and pages tell it. */
class LastUsedTest {

  private final RunningControl control = RunningControl.shared();
  private final ApiClient company = control.company();
  private final PageClient person = control.member(company, "credentials:view");
  private final String api = company.newApi("/" + SampleReport.newId());

  @Test
  @DisplayName("G22 a credential says when its token came last: alone, in a list, and on its page")
  void lastUsedAt() throws Exception {
    String credential = company.newCredential(api);
    assertThat(lastUsed(credential)).isNull();
    assertThat(person.get("/credentials").body()).contains("never used");
    Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Use use = new Use(Kind.CREDENTIAL, credential, api, SampleReport.today(), 0, 1, at, null);
    ((ReportReceiver) control.plane().feed())
        .receive(
            new Report(UUID.randomUUID().toString(), 1, List.of(use), List.of(), List.of(), 0));
    assertThat(lastUsed(credential)).isEqualTo(at.toString());
    assertThat(person.get("/credentials").body()).doesNotContain("never used");
    assertThat(person.get("/credentials/" + credential).body())
        .containsPattern("Last used</dt><dd><span[^>]*><time datetime=\"" + at + "\"");
    String unused = company.newCredential(api);
    assertThat(lastUsed(unused)).isNull();
    var items = company.get("/credentials?sort=created").expect(200).json().get("items");
    assertThat(items.get(0).get("lastUsedAt").asString()).isEqualTo(at.toString());
    assertThat(items.get(1).get("lastUsedAt").isNull()).isTrue();
    assertThat(
            company
                .patch("/credentials/" + credential, "{\"name\": \"renamed\"}")
                .expect(200)
                .text("lastUsedAt"))
        .isEqualTo(at.toString());
  }

  private String lastUsed(String credential) {
    return company.get("/credentials/" + credential).expect(200).text("lastUsedAt");
  }
}
