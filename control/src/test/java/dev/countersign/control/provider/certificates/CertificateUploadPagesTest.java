package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificateUploadPagesTest {

  private static final String UPLOAD = "/certificates/upload";

  private final TestCertificate ca = TestCertificate.ca("Root");
  private ApiClient caller;
  private PageClient person;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
    person =
        RunningControl.shared()
            .member(
                caller,
                "certificates:view",
                "certificates:create",
                "apis:view",
                "apis:edit",
                "credentials:view",
                "credentials:edit");
  }

  private HttpResponse<String> file(String name, byte[] content) {
    return person.postFile(UPLOAD, "file", name, content, "successorOf", "", "pem", "");
  }

  private HttpResponse<String> pasted(String pem) {
    return person.post(UPLOAD, UPLOAD, "pem", pem, "successorOf", "");
  }

  @Test
  @DisplayName(
      "S1 an upload is read and shown, stored only when its reader says so, under its name")
  void previewed() {
    TestCertificate client =
        ca.issueClient("x", change -> change.subject("CN=billing-batch,O=Northwind Traders"));
    HttpResponse<String> preview =
        file("client.pem", client.pem().getBytes(StandardCharsets.UTF_8));
    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body())
        .contains("Nothing is stored yet", "value=\"billing-batch\"", "O=Northwind Traders");
    assertThat(caller.get("/certificates").ids()).isEmpty();
    HttpResponse<String> stored =
        person.post(
            UPLOAD,
            UPLOAD,
            "store",
            "yes",
            "pem",
            client.pem(),
            "name",
            "Billing",
            "successorOf",
            "");
    assertThat(stored.statusCode()).isEqualTo(302);
    assertThat(person.get("/certificates/" + client.fingerprint()).body())
        .contains("Certificate Billing is stored.", "No API lists it");
    assertThat(caller.get("/certificates/" + client.fingerprint()).text("name"))
        .isEqualTo("Billing");
  }

  @Test
  @DisplayName("S1 what deserves a look is said before the certificate is stored")
  void warned() {
    assertThat(pasted(ca.issueServer("server").pem()).body())
        .contains("deserves a look", "does not include client authentication");
  }

  @Test
  @DisplayName("S1 a chain's other certificates are offered, and stored where chosen")
  void chain() {
    TestCertificate issuing = ca.issueCa("Issuing");
    TestCertificate client = issuing.issueClient("app");
    assertThat(pasted(client.chainPem()).body())
        .contains("What came along", "value=\"" + issuing.fingerprint() + "\"");
    person.post(
        UPLOAD,
        UPLOAD,
        "store",
        "yes",
        "pem",
        client.chainPem(),
        "name",
        "app",
        "issuer",
        issuing.fingerprint());
    assertThat(caller.get("/certificates").ids())
        .containsExactlyInAnyOrder(client.fingerprint(), issuing.fingerprint());
    assertThat(pasted(issuing.issueClient("next").pem() + issuing.pem()).body())
        .contains("already in the store");
  }

  @Test
  @DisplayName("S2 each refusal has its own words, and stores nothing")
  void refusals() {
    byte[] picture = new byte[2000];
    System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, picture, 0, 8);
    expectRefused(file("photo.png", picture), "is a picture");
    TestCertificate client = ca.issueClient("x");
    String pem = client.pem();
    expectRefused(pasted(pem.substring(0, pem.length() / 2)), "END");
    expectRefused(pasted(ca.issueClient("old", c -> c.expired()).pem()), "has expired");
    expectRefused(pasted(pem + TestCertificate.selfSigned("b").pem()), "do not form one chain");
    expectRefused(pasted(publicKey()), "public key but no certificate");
    expectRefused(file("empty.pem", new byte[0]), "Choose a file");
    expectRefused(file("large.pem", new byte[70_000]), "70000 bytes");
    assertThat(caller.get("/certificates").ids()).isEmpty();
  }

  private String publicKey() {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(ca.key().getPublic().getEncoded()));
  }

  private static void expectRefused(HttpResponse<String> page, String words) {
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains("role=\"alert\"", words).contains("Read it");
  }

  @Test
  @DisplayName("S2 a private key is refused and not sent back, neither from a file nor pasted")
  void privateKey() {
    TestCertificate client = ca.issueClient("x");
    String both = client.pem() + client.privateKeyPem();
    for (var page :
        new HttpResponse<?>[] {
          pasted(both), file("a.pem", both.getBytes(StandardCharsets.UTF_8))
        }) {
      assertThat(page.statusCode()).isEqualTo(422);
      assertThat(page.body().toString())
          .contains("Nothing was kept")
          .doesNotContain(client.privateKeyPem().substring(40, 80))
          .doesNotContain("BEGIN PRIVATE KEY");
    }
  }

  @Test
  @DisplayName("S2 a duplicate leads to the one in the store")
  void duplicate() {
    TestCertificate client = ca.issueClient("twice");
    caller.upload(client).expect(201);
    HttpResponse<String> again = pasted(client.pem());
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("href=\"/certificates/" + client.fingerprint() + "\"");
  }

  @Test
  @DisplayName("S2 more than a form may have is refused as soon as its length is known")
  void huge() {
    HttpResponse<String> page = file("film.pem", new byte[1024 * 1024 + 1]);
    assertThat(page.statusCode()).isEqualTo(413);
    assertThat(caller.get("/certificates").ids()).isEmpty();
  }

  @Test
  @DisplayName(
      "A3 what a certificate says is shown as text and cut: script, direction marks, 60 KiB of"
          + " names")
  void hostile() {
    String[] names =
        IntStream.range(0, 700)
            .mapToObj(n -> "%03d-%s.example".formatted(n, "n".repeat(40)))
            .toArray(String[]::new);
    TestCertificate client =
        ca.issueClient(
            "x",
            change ->
                change
                    .subject("CN=<script>alert(1)</script>\u202Egnp.exe\u0007,O=<b>O</b>")
                    .dnsNames(names));
    HttpResponse<String> preview = pasted(client.pem());
    assertThat(preview.statusCode()).isEqualTo(200);
    expectHarmless(preview.body());
    caller.upload(client).expect(201);
    HttpResponse<String> detail = person.get("/certificates/" + client.fingerprint());
    expectHarmless(detail.body());
    assertThat(detail.body()).contains("000-nnn", "92 more", "\\u{202e}");
    expectHarmless(person.get("/certificates").body());
  }

  private static void expectHarmless(String page) {
    assertThat(page)
        .doesNotContain("<script>alert")
        .doesNotContain("<b>O</b>")
        .doesNotContain("\u202E")
        .doesNotContain("\u0007")
        .doesNotContain("150-nnn");
  }

  @Test
  @DisplayName("P11 a successor works beside the certificate before it, where its uploader says so")
  void successor() {
    String old = caller.newCertificate("old");
    String listed = listing("/a-" + old, old);
    String other = listing("/b-" + old, old);
    String credential =
        caller
            .post(
                "/credentials",
                "{\"name\": \"App\", \"boundCertificates\": [\"%s\"]}".formatted(old))
            .expect(201)
            .text("id");
    TestCertificate next = TestCertificate.selfSigned("next");
    String page = UPLOAD + "?successorOf=" + old;
    assertThat(person.get(page).body()).contains("Add successor", old);
    assertThat(person.post(page, UPLOAD, "pem", next.pem(), "successorOf", old).body())
        .contains("Where it shall work too", listed, other, credential);
    person.post(
        page,
        UPLOAD,
        "store",
        "yes",
        "pem",
        next.pem(),
        "name",
        "next",
        "successorOf",
        old,
        "api",
        listed,
        "credential",
        credential);
    assertThat(allowList(listed)).containsExactlyInAnyOrder(old, next.fingerprint());
    assertThat(allowList(other)).containsExactly(old);
    assertThat(caller.get("/credentials/" + credential).texts("boundCertificates"))
        .containsExactlyInAnyOrder(old, next.fingerprint());
    assertThat(caller.get("/certificates/" + next.fingerprint()).text("successorOf"))
        .isEqualTo(old);
    assertThat(caller.get("/certificates/" + old).text("successorOf")).isNull();
    assertThat(
            caller.get("/certificates/" + old + "/usage").list("successors").stream()
                .map(one -> one.path("id").asString()))
        .containsExactly(next.fingerprint());
    assertThat(
            RunningControl.shared()
                .column(
                    "SELECT after ->> 'successorOf' FROM audit.events WHERE thing_id = '%s'"
                        .formatted(next.fingerprint())))
        .containsExactly(old);
  }

  @Test
  @DisplayName("P11 a successor of the same name is proposed another")
  void successorsName() {
    String old = caller.upload(TestCertificate.selfSigned("same")).expect(201).text("id");
    TestCertificate next = TestCertificate.selfSigned("same");
    String page = UPLOAD + "?successorOf=" + old;
    assertThat(person.post(page, UPLOAD, "pem", next.pem(), "successorOf", old).body())
        .contains("value=\"same (2)\"");
  }

  @Test
  @DisplayName("P11 a successor is not bound where that is one certificate too many")
  void successorTooMany() {
    String old = caller.newCertificate("old");
    String credential =
        caller
            .post(
                "/credentials",
                "{\"name\": \"App\", \"boundCertificates\": [\"%s\"]}".formatted(old))
            .expect(201)
            .text("id");
    RunningControl.shared()
        .update(
            "INSERT INTO provider.credential_bindings SELECT company_id, id,"
                + " encode(sha256(convert_to(n::text, 'UTF8')), 'hex')"
                + " FROM provider.credentials, generate_series(1, 99) n WHERE id = ?",
            credential);
    TestCertificate next = TestCertificate.selfSigned("next");
    HttpResponse<String> refused =
        person.post(
            UPLOAD + "?successorOf=" + old,
            UPLOAD,
            "store",
            "yes",
            "pem",
            next.pem(),
            "name",
            "next",
            "successorOf",
            old,
            "credential",
            credential);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("There may be 100.");
    caller.get("/certificates/" + next.fingerprint()).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName(
      "S7 a successor is added to nothing that does not use the one before, another company's"
          + " least")
  void successorElsewhere() {
    String old = caller.newCertificate("old");
    ApiClient stranger = RunningControl.shared().company();
    String theirs = stranger.newApi("/theirs-" + old);
    TestCertificate next = TestCertificate.selfSigned("next");
    HttpResponse<String> refused =
        person.post(
            UPLOAD,
            UPLOAD,
            "store",
            "yes",
            "pem",
            next.pem(),
            "name",
            "next",
            "successorOf",
            old,
            "api",
            theirs);
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(caller.get("/certificates").ids()).as("all or nothing").containsExactly(old);
    String strangers = stranger.newCertificate("strangers");
    assertThat(person.get(UPLOAD + "?successorOf=" + strangers).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("A1 a successor is put on allow lists only by those who may edit APIs")
  void successorWithoutPermission() {
    String old = caller.newCertificate("old");
    String api = listing("/c-" + old, old);
    PageClient uploader =
        RunningControl.shared().member(caller, "certificates:view", "certificates:create");
    HttpResponse<String> refused =
        uploader.post(
            UPLOAD,
            UPLOAD,
            "store",
            "yes",
            "pem",
            TestCertificate.selfSigned("next").pem(),
            "name",
            "next",
            "successorOf",
            old,
            "api",
            api);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(allowList(api)).containsExactly(old);
  }

  private String listing(String path, String certificate) {
    String api = caller.newApi(path);
    caller.put("/apis/" + api + "/allow-list/" + certificate, "").expect(204);
    return api;
  }

  private List<String> allowList(String api) {
    return caller.get("/apis/" + api).texts("mutualTls.allowList");
  }
}
