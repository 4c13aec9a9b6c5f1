package dev.countersign.control.provider.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckTest {

  private final TestCertificate root = TestCertificate.ca("Root");
  private final TestCertificate issuing = root.issueCa("Issuing");
  private ApiClient caller;
  private String api;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
    api = enforcing();
  }

  private String enforcing() {
    return caller
        .post(
            "/apis",
            ApiClient.api("/" + UUID.randomUUID(), "\"mutualTls\": {\"mode\": \"enforce\"}"))
        .expect(201)
        .text("id");
  }

  private void allow(String api, TestCertificate certificate) {
    if (caller.get("/certificates/" + certificate.fingerprint()).status() == 404) {
      caller.upload(certificate).expect(201);
    }
    caller.put("/apis/" + api + "/allow-list/" + certificate.fingerprint(), "").expect(204);
  }

  private Answer check(String pem, String credentialId) {
    String body =
        pem == null
            ? "{\"credentialId\": null}"
            : "{\"pem\": \"%s\"%s}"
                .formatted(
                    pem.replace("\n", "\\n"),
                    credentialId == null ? "" : ", \"credentialId\": \"" + credentialId + "\"");
    return caller.post("/apis/" + api + "/check", body).expect(200);
  }

  private void refused(Answer answer, String code, String cause) {
    assertThat(answer.json().path("admitted").booleanValue()).as(answer.body()).isFalse();
    assertThat(answer.text("refusal.code")).isEqualTo(code);
    assertThat(answer.text("refusal.cause")).isEqualTo(cause);
    assertThat(answer.text("refusal.message")).isNotBlank();
    assertThat(answer.text("refusal.advice")).isNotBlank();
  }

  private static void admitted(Answer answer) {
    assertThat(answer.json().path("admitted").booleanValue()).as(answer.body()).isTrue();
    assertThat(answer.text("refusal")).isNull();
  }

  @Test
  @DisplayName("G2 a listed leaf would be let in, and no other")
  void leaf() {
    TestCertificate listed = issuing.issueClient("listed");
    allow(api, listed);
    admitted(check(listed.pem(), null));
    refused(check(issuing.issueClient("other").pem(), null), "certificate_not_allowed", "unknown");
    refused(check(null, null), "certificate_required", "none_sent");
  }

  @Test
  @DisplayName("G3 under a listed CA, an intermediate of the store completes the path")
  void authority() {
    allow(api, root);
    TestCertificate client = issuing.issueClient("client");
    refused(check(client.pem(), null), "certificate_not_allowed", "issuer_unknown");
    admitted(check(client.chainPem(), null));
    caller.upload(issuing).expect(201);
    admitted(check(client.pem(), null));
  }

  @Test
  @DisplayName("S9 a certificate of the deny list would be refused as revoked")
  void revoked() {
    TestCertificate listed = issuing.issueClient("listed");
    allow(api, listed);
    caller.put("/certificates/" + listed.fingerprint() + "/revocation", "").expect(204);
    refused(check(listed.pem(), null), "certificate_revoked", "leaf");
  }

  @Test
  @DisplayName("A forgotten renewal is told from a stranger, and names the listed one")
  void renewal() {
    TestCertificate listed = issuing.issueClient("client");
    allow(api, listed);
    TestCertificate renewed = issuing.issueClient("client", change -> change.key(listed.key()));
    Answer answer = check(renewed.pem(), null);
    refused(answer, "certificate_not_allowed", "renewal_not_listed");
    assertThat(answer.list("refusal.similar").getFirst().path("id").asString())
        .isEqualTo(listed.fingerprint());
    assertThat(answer.list("refusal.expected.allowList").getFirst().path("id").asString())
        .isEqualTo(listed.fingerprint());
  }

  @Test
  @DisplayName("What another API lists, and what the store knows, is told")
  void elsewhere() {
    TestCertificate elsewhere = issuing.issueClient("elsewhere");
    allow(enforcing(), elsewhere);
    refused(check(elsewhere.pem(), null), "certificate_not_allowed", "listed_elsewhere");
    TestCertificate known = issuing.issueClient("known");
    caller.upload(known).expect(201);
    refused(check(known.pem(), null), "certificate_not_allowed", "known_not_listed");
  }

  @Test
  @DisplayName(
      "G22 a credential that is suspended, for another API or bound elsewhere would be refused")
  void credential() {
    TestCertificate listed = issuing.issueClient("listed");
    allow(api, listed);
    String credential = caller.newCredential(api);
    admitted(check(listed.pem(), credential));
    refused(check(listed.pem(), caller.newCredential()), "token_not_permitted", "other_api");
    String bound = caller.newCertificate("bound");
    caller
        .patch("/credentials/" + credential, "{\"boundCertificates\": [\"%s\"]}".formatted(bound))
        .expect(200);
    refused(check(listed.pem(), credential), "token_invalid", "bound_elsewhere");
    caller
        .patch(
            "/credentials/" + credential, "{\"boundCertificates\": [], \"status\": \"suspended\"}")
        .expect(200);
    refused(check(listed.pem(), credential), "token_invalid", "suspended");
  }

  @Test
  @DisplayName("S7 another company's credential is no credential")
  void foreign() {
    String foreign = RunningControl.shared().company().newCredential();
    caller
        .post("/apis/" + api + "/check", "{\"credentialId\": \"%s\"}".formatted(foreign))
        .expectField("credentialId", "unknown");
    caller
        .post("/apis/" + api + "/check", "{\"pem\": \"nonsense\"}")
        .expectProblem(422, "pem_malformed");
  }
}
