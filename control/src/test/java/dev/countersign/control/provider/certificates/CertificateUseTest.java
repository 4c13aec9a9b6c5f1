package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificateUseTest {

  private ApiClient caller;
  private String certificate;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
    certificate = caller.newCertificate("client");
  }

  @Test
  @DisplayName("An unused certificate is deleted at once, and is gone")
  void unused() {
    caller.delete("/certificates/" + certificate).expect(204);
    caller.get("/certificates/" + certificate).expectProblem(404, "not_found");
    caller.delete("/certificates/" + certificate).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("S4 a certificate shows the allow lists and bindings that use it")
  void usage() {
    String api = caller.newApi("/" + certificate);
    caller.put("/apis/" + api + "/allow-list/" + certificate, "").expect(204);
    String credential = boundCredential();
    Answer usage = caller.get("/certificates/" + certificate + "/usage").expect(200);
    assertThat(usage.list("allowLists").getFirst().path("id").asString()).isEqualTo(api);
    assertThat(usage.list("bindings").getFirst().path("id").asString()).isEqualTo(credential);
  }

  @Test
  @DisplayName("S5 deleting one in use says what will break; with force it leaves the allow lists")
  void inUse() {
    String api = caller.newApi("/" + certificate);
    caller.put("/apis/" + api + "/allow-list/" + certificate, "").expect(204);
    Answer refused =
        caller.delete("/certificates/" + certificate).expectProblem(409, "certificate_in_use");
    assertThat(refused.list("usage.allowLists").getFirst().path("id").asString()).isEqualTo(api);
    caller.get("/certificates/" + certificate).expect(200);
    caller.delete("/certificates/" + certificate + "?force=true").expect(204);
    assertThat(caller.get("/apis/" + api).expect(200).texts("mutualTls.allowList")).isEmpty();
  }

  @Test
  @DisplayName("S4 S5 a CA that completes paths to a listed one says so, and is in use")
  void completedPaths() {
    TestCertificate root = TestCertificate.ca("Root");
    String issuing = caller.upload(root.issueCa("Issuing")).expect(201).text("id");
    caller.upload(root).expect(201);
    String usage = "/certificates/" + issuing + "/usage";
    assertThat(caller.get(usage).expect(200).list("completedPaths")).isEmpty();
    String api = caller.newApi("/" + issuing);
    caller.put("/apis/" + api + "/allow-list/" + root.fingerprint(), "").expect(204);
    var path = caller.get(usage).expect(200).list("completedPaths").getFirst();
    assertThat(path.path("id").asString()).isEqualTo(root.fingerprint());
    assertThat(path.path("name").asString()).isEqualTo("Root");
    assertThat(path.path("allowLists").path(0).path("id").asString()).isEqualTo(api);
    Answer refused =
        caller.delete("/certificates/" + issuing).expectProblem(409, "certificate_in_use");
    assertThat(refused.list("usage.completedPaths")).hasSize(1);
    caller.delete("/certificates/" + issuing + "?force=true").expect(204);
  }

  @Test
  @DisplayName("G22 a credential whose certificate is deleted stays bound: nobody gets in with it")
  void bindingOutlives() {
    String credential = boundCredential();
    caller.delete("/certificates/" + certificate).expectProblem(409, "certificate_in_use");
    caller.delete("/certificates/" + certificate + "?force=true").expect(204);
    assertThat(caller.get("/credentials/" + credential).texts("boundCertificates"))
        .containsExactly(certificate);
    caller.patch("/credentials/" + credential, "{\"name\": \"Renamed\"}").expect(200);
    assertThat(caller.get("/credentials/" + credential).texts("boundCertificates"))
        .containsExactly(certificate);
  }

  private String boundCredential() {
    return caller
        .post(
            "/credentials",
            "{\"name\": \"App\", \"boundCertificates\": [\"%s\"]}".formatted(certificate))
        .expect(201)
        .text("id");
  }

  @Test
  @DisplayName("S9 a certificate is put on the deny list and taken off it, each as often as asked")
  void denyList() {
    String revocation = "/certificates/" + certificate + "/revocation";
    caller.put(revocation, "").expect(204);
    caller.put(revocation, "").expect(204);
    assertThat(caller.get("/certificates/" + certificate).text("status")).isEqualTo("revoked");
    caller.delete(revocation).expect(204);
    caller.delete(revocation).expect(204);
    assertThat(caller.get("/certificates/" + certificate).text("status")).isEqualTo("valid");
  }

  @Test
  @DisplayName("S9 deleting a revoked certificate would lift the revocation, so it asks")
  void revokedIsInUse() {
    caller.put("/certificates/" + certificate + "/revocation", "").expect(204);
    Answer refused =
        caller.delete("/certificates/" + certificate).expectProblem(409, "certificate_in_use");
    assertThat(refused.json().path("usage").path("revoked").booleanValue()).isTrue();
  }
}
