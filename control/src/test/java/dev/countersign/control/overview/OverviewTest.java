package dev.countersign.control.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OverviewTest {

  private ApiClient company;

  @BeforeEach
  void company() {
    company = RunningControl.shared().company();
  }

  @Test
  @DisplayName("The first steps tick themselves, and end in the exact command of the first call")
  void firstSteps() {
    PageClient person =
        RunningControl.shared().member(company, "apis:view", "apis:create", "credentials:create");
    assertThat(person.get("/overview").body())
        .contains("0 of 5 done", "href=\"/apis/new\"")
        .doesNotContain("/certificates/upload");
    String path = "/" + UUID.randomUUID();
    String api =
        company
            .post("/apis", ApiClient.api(path, "\"mutualTls\": {\"mode\": \"enforce\"}"))
            .expect(201)
            .text("id");
    assertThat(person.get("/overview").body())
        .contains("1 of 5 done", "curl --cert client.pem", path, "/credentials/new?api=" + api);
    String certificate = company.newCertificate("client");
    company.put("/apis/%s/allow-list/%s".formatted(api, certificate), "").expect(204);
    company.newCredential(api);
    assertThat(person.get("/overview").body()).contains("4 of 5 done");
  }

  @Test
  @DisplayName("Expired certificates need attention where they are in use, to whoever may see them")
  void expired() {
    PageClient person = RunningControl.shared().member(company, "certificates:view");
    PageClient other = RunningControl.shared().member(company, "members:view");
    String certificate = company.newCertificate("client");
    expire(certificate);
    assertThat(person.get("/overview").body()).contains("Nothing needs attention");
    String api = company.newApi("/" + UUID.randomUUID());
    company.put("/apis/%s/allow-list/%s".formatted(api, certificate), "").expect(204);
    String page = person.get("/overview").body();
    assertThat(page)
        .contains("Expired certificates in use: 1")
        .contains("/certificates?filter=expired");
    assertThat(other.get("/overview").body())
        .contains("Nothing needs attention")
        .doesNotContain("First steps");
  }

  @Test
  @DisplayName("The overview needs somebody who is signed in")
  void anonymous() {
    var answer = new PageClient(RunningControl.shared().port()).get("/overview");
    assertThat(answer.body()).doesNotContain("Needs attention");
  }

  private static void expire(String certificate) {
    RunningControl.shared()
        .update(
            "UPDATE provider.certificates SET not_after = now() - interval '2 days' WHERE id = ?",
            certificate);
  }
}
