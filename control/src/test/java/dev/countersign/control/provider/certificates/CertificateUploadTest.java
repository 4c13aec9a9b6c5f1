package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificateUploadTest {

  private final TestCertificate ca = TestCertificate.ca("Root");
  private ApiClient caller;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
  }

  @Test
  @DisplayName("S1 an upload answers what the certificate says")
  void described() {
    TestCertificate client =
        ca.issueClient("orders-app", change -> change.dnsNames("orders.example.com"));
    Answer answer = caller.upload(client).expect(201);
    assertThat(answer.header("Location")).isEqualTo("/api/v1/certificates/" + client.fingerprint());
    assertThat(answer.text("id")).isEqualTo(client.fingerprint());
    assertThat(answer.text("fingerprint")).isEqualTo(client.fingerprint());
    assertThat(answer.text("subject")).contains("orders-app");
    assertThat(answer.text("issuer")).contains("Root");
    assertThat(answer.text("serial")).isEqualTo(client.x509().getSerialNumber().toString(16));
    assertThat(answer.texts("subjectAlternativeNames")).containsExactly("DNS:orders.example.com");
    assertThat(Instant.parse(answer.text("notBefore")))
        .isEqualTo(client.x509().getNotBefore().toInstant());
    assertThat(Instant.parse(answer.text("notAfter")))
        .isEqualTo(client.x509().getNotAfter().toInstant());
    assertThat(answer.text("keyAlgorithm")).isEqualTo("EC");
    assertThat(answer.json().path("keySize").intValue()).isEqualTo(256);
    assertThat(answer.json().path("isCa").booleanValue()).isFalse();
    assertThat(answer.text("status")).isEqualTo("valid");
    assertThat(answer.warnings()).isEmpty();
    assertThat(caller.get("/certificates/" + client.fingerprint()).expect(200).json())
        .isEqualTo(answer.json());
  }

  @Test
  @DisplayName("S1 a certificate that is given no name is called what its subject is called")
  void unnamed() {
    assertThat(
            caller.upload(subject("O=Northwind Traders,CN=billing-batch")).expect(201).text("name"))
        .isEqualTo("billing-batch");
    assertThat(caller.upload(subject("O=Northwind Traders")).expect(201).text("name"))
        .isEqualTo("Northwind Traders");
    assertThat(caller.upload(subject("C=NO")).expect(201).text("name")).isEqualTo("C=NO");
  }

  private static String subject(String subject) {
    return TestCertificate.selfSigned("x", maker -> maker.subject(subject)).pem();
  }

  @Test
  @DisplayName("S1 an upload as JSON can name the certificate")
  void named() {
    String pem = TestCertificate.selfSigned("x").pem().replace("\n", "\\n");
    Answer answer =
        caller
            .post("/certificates", "{\"pem\": \"%s\", \"name\": \"Søren\"}".formatted(pem))
            .expect(201);
    assertThat(answer.text("name")).isEqualTo("Søren");
  }

  @Test
  @DisplayName("S1 a chain behind the certificate is checked, and the answer says it is not kept")
  void chain() {
    TestCertificate client = ca.issueCa("Issuing").issueClient("app");
    Answer answer = caller.upload(client.chainPem()).expect(201);
    assertThat(answer.text("id")).isEqualTo(client.fingerprint());
    assertThat(answer.warnings()).containsExactly("chain_not_kept");
    assertThat(caller.get("/certificates").ids()).containsExactly(client.fingerprint());
  }

  @Test
  @DisplayName("S1 a CA, a weak key, a server's usage and a near end are told")
  void warnings() {
    assertThat(caller.upload(ca).expect(201).json().path("isCa").booleanValue()).isTrue();
    assertThat(
            caller
                .upload(ca.issueClient("weak", change -> change.key(KeyKind.RSA_1024)))
                .expect(201)
                .warnings())
        .containsExactly("weak_key");
    assertThat(caller.upload(ca.issueServer("server")).expect(201).warnings())
        .containsExactly("usage_without_client_auth");
    Answer soon =
        caller.upload(
            ca.issueClient(
                "soon", change -> change.validUntil(Instant.now().plus(5, ChronoUnit.DAYS))));
    assertThat(soon.expect(201).warnings()).containsExactly("expiring_soon");
    assertThat(soon.text("status")).isEqualTo("expiring");
  }

  @Test
  @DisplayName("S1 a certificate that is not yet valid is stored and says so")
  void notYetValid() {
    Answer answer = caller.upload(ca.issueClient("early", change -> change.notYetValid()));
    assertThat(answer.expect(201).text("status")).isEqualTo("not_yet_valid");
  }

  @Test
  @DisplayName("S2 what is not PEM is refused")
  void notPem() {
    refused("Dear certificate store", "pem_malformed");
  }

  @Test
  @DisplayName("S2 a truncated certificate is refused")
  void truncated() {
    String pem = TestCertificate.selfSigned("x").pem();
    refused(pem.substring(0, pem.length() / 2), "pem_malformed");
  }

  @Test
  @DisplayName("S2 an expired certificate is refused")
  void expired() {
    refused(ca.issueClient("old", change -> change.expired()).pem(), "certificate_expired");
  }

  @Test
  @DisplayName("S2 several unrelated certificates are refused")
  void unrelated() {
    refused(
        TestCertificate.selfSigned("a").pem() + TestCertificate.selfSigned("b").pem(),
        "certificates_unrelated");
  }

  @Test
  @DisplayName("S2 more than 64 KiB is refused")
  void tooLarge() {
    refused("#".repeat(70_000) + "\n" + TestCertificate.selfSigned("a").pem(), "too_large");
  }

  @Test
  @DisplayName("S2 a file with 1,000 certificates is refused")
  void thousand() {
    refused(ca.pem().repeat(1000).substring(0, 60_000), "pem_malformed");
  }

  @Test
  @DisplayName(
      "S2 a private key in the file is refused, and the message says that nothing was kept")
  void privateKey() {
    TestCertificate client = ca.issueClient("x");
    Answer answer = refused(client.pem() + client.privateKeyPem(), "private_key_present");
    assertThat(answer.text("detail")).contains("Nothing was kept");
    assertThat(answer.body()).doesNotContain("BEGIN");
  }

  @Test
  @DisplayName("S2 a public key without certificate is refused")
  void publicKey() {
    String key =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(ca.key().getPublic().getEncoded()));
    assertThat(refused(key, "certificate_missing").text("detail")).contains("public key");
  }

  @Test
  @DisplayName("S2 a duplicate is refused with the existing id")
  void duplicate() {
    TestCertificate client = ca.issueClient("twice");
    caller.upload(client).expect(201);
    Answer again = caller.upload(client).expectProblem(409, "certificate_exists");
    assertThat(again.text("id")).isEqualTo(client.fingerprint());
  }

  @Test
  @DisplayName("S7 two companies can have the same certificate, each its own")
  void sameInTwoStores() {
    TestCertificate client = ca.issueClient("shared");
    caller.upload(client).expect(201);
    ApiClient other = RunningControl.shared().company();
    other.upload(client).expect(201);
    other.delete("/certificates/" + client.fingerprint()).expect(204);
    caller.get("/certificates/" + client.fingerprint()).expect(200);
  }

  @Test
  @DisplayName("S6 validate judges as an upload does, and stores nothing")
  void validate() {
    TestCertificate client = ca.issueClient("judged");
    Answer answer =
        caller
            .send("POST", "/certificates/validate", "application/x-pem-file", client.pem())
            .expect(200);
    assertThat(answer.text("id")).isEqualTo(client.fingerprint());
    assertThat(answer.text("createdAt")).isNull();
    caller
        .send("POST", "/certificates/validate", "application/x-pem-file", "nonsense")
        .expectProblem(422, "pem_malformed");
    caller
        .send(
            "POST",
            "/certificates/validate",
            "application/x-pem-file",
            ca.issueClient("old", change -> change.expired()).pem())
        .expectProblem(422, "certificate_expired");
    assertThat(caller.get("/certificates").ids()).isEmpty();
    assertThat(caller.get("/certificates/" + client.fingerprint()).status()).isEqualTo(404);
  }

  private Answer refused(String pem, String code) {
    Answer answer = caller.upload(pem).expectProblem(422, code);
    assertThat(caller.get("/certificates").ids()).as("nothing is stored").isEmpty();
    return answer;
  }
}
