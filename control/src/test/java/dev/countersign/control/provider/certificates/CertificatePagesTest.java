package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificatePagesTest {

  private final RunningControl control = RunningControl.shared();
  private ApiClient caller;
  private PageClient person;

  @BeforeEach
  void company() {
    caller = control.company();
    person =
        control.member(
            caller,
            "certificates:view",
            "certificates:create",
            "certificates:edit",
            "certificates:delete",
            "apis:view",
            "credentials:view");
  }

  @Test
  @DisplayName("S3 an empty store says what it is for and offers the first upload")
  void empty() {
    assertThat(person.get("/certificates").body())
        .contains("No certificates yet", "href=\"/certificates/upload\"");
  }

  @Test
  @DisplayName(
      "S3 the list is searched, filtered and sorted by its address, with counts and what uses each")
  void listed() {
    TestCertificate ca = TestCertificate.ca("Root");
    caller.upload(ca).expect(201);
    String soon =
        caller
            .upload(
                ca.issueClient(
                    "soon", change -> change.validUntil(Instant.now().plus(5, ChronoUnit.DAYS))))
            .expect(201)
            .text("id");
    String used = caller.newCertificate("used");
    list(used);
    assertThat(rows("")).hasSize(3);
    assertThat(rows("?filter=expiring")).containsExactly(soon);
    assertThat(rows("?filter=ca")).containsExactly(ca.fingerprint());
    assertThat(rows("?filter=unused")).containsExactlyInAnyOrder(soon, ca.fingerprint());
    assertThat(rows("?q=USED")).containsExactly(used);
    assertThat(rows("?sort=expiry")).startsWith(soon);
    assertThat(person.get("/certificates").body())
        .contains("1 API", "Expires in 4 days", "All <b>3</b>", "Not used <b>2</b>", "1 to 3 of 3");
    assertThat(person.get("/certificates?q=nobody").body()).contains("No certificate fits");
  }

  private List<String> rows(String query) {
    String page = person.get("/certificates" + query).body();
    return Pattern.compile("class=\"name\" href=\"/certificates/([0-9a-f]{64})\"")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  @DisplayName("S3 an address that makes no sense is told, and shown as text")
  void nonsense() {
    for (String query : List.of("?filter=x", "?sort=x", "?cursor=x", "?q=" + "a".repeat(5000))) {
      HttpResponse<String> page = person.get("/certificates" + query);
      assertThat(page.statusCode()).as(query).isEqualTo(422);
      assertThat(page.body()).contains("This list cannot be shown");
    }
    caller.newCertificate("c");
    assertThat(person.get("/certificates?q=%3Cscript%3Ealert(1)%3C/script%3E").body())
        .doesNotContain("<script>alert");
  }

  @Test
  @DisplayName("S4 a certificate shows when it ends, where it is used and its chain")
  void detail() {
    TestCertificate root = TestCertificate.ca("Northwind Root");
    TestCertificate issuing = root.issueCa("Northwind Client CA");
    TestCertificate client = issuing.issueClient("billing");
    caller.upload(issuing).expect(201);
    caller.upload(client).expect(201);
    String api = list(client.fingerprint());
    bind(client.fingerprint());
    assertThat(person.get("/certificates/" + client.fingerprint()).body())
        .contains(
            "1 API lets this client in until", "href=\"/apis/" + api + "\"", "Allow list, by hand")
        .contains(
            "Bound to this certificate", "href=\"/certificates/" + issuing.fingerprint() + "\"")
        .contains("Northwind Root", "not stored", "notices at 60, 30, 14, 7, 1 days");
    caller.put("/certificates/" + client.fingerprint() + "/revocation", "").expect(204);
    assertThat(person.get("/certificates/" + client.fingerprint()).body())
        .contains("Revoked: every API refuses this client", "Lift revocation");
  }

  @Test
  @DisplayName("A certificate is downloaded as it was uploaded, under a file name that is one")
  void download() {
    TestCertificate client = TestCertificate.selfSigned("x");
    String id = caller.upload(client).expect(201).text("id");
    caller.patch("/certificates/" + id, "{\"name\": \"../a b/\\\"<c>.\"}").expect(200);
    HttpResponse<String> pem = person.get("/certificates/" + id + "/pem");
    assertThat(pem.body()).isEqualTo(client.pem());
    assertThat(pem.headers().firstValue("Content-Disposition").orElseThrow())
        .isEqualTo("attachment; filename=\"a-b-c.pem\"");
  }

  @Test
  @DisplayName(
      "A certificate is renamed; of two people at once the second is told and loses nothing typed")
  void renamed() {
    String id = caller.newCertificate("old");
    String form = "/certificates/" + id + "/rename";
    assertThat(person.post(form, form, "name", "Winter", "version", "1").statusCode())
        .isEqualTo(302);
    HttpResponse<String> second = person.post(form, form, "name", "Summer", "version", "1");
    assertThat(second.statusCode()).isEqualTo(412);
    assertThat(second.body())
        .contains("Somebody else changed it meanwhile", "value=\"Summer\"")
        .contains("It is called Winter now");
    String version = PageClient.value(second.body(), "version");
    for (String notNow : List.of(version, "latest")) {
      assertThat(person.post(form, form, "name", "Summer", "version", notNow).statusCode())
          .isEqualTo(412);
    }
    assertThat(caller.get("/certificates/" + id).text("name")).isEqualTo("Winter");
    String over = PageClient.value(second.body(), "over");
    assertThat(
            person
                .post(form, form, "name", "Summer", "version", version, "over", over)
                .statusCode())
        .isEqualTo(302);
    HttpResponse<String> blank = person.post(form, form, "name", " ", "version", "3");
    assertThat(blank.statusCode()).isEqualTo(422);
    assertThat(blank.body()).contains("is-invalid");
    assertThat(caller.get("/certificates/" + id).text("name")).isEqualTo("Summer");
  }

  @Test
  @DisplayName(
      "S5 deleting says what will break by name and number, and asks for the name where traffic"
          + " stops")
  void deleted() {
    String id = caller.newCertificate("used");
    String api = list(id);
    bind(id);
    String form = "/certificates/" + id + "/delete";
    assertThat(person.get(form).body())
        .contains(
            "<b>1 API</b> stops",
            "Orders",
            "<b>1 credential</b> is bound",
            "opens nothing any more")
        .contains("To go on, type used");
    String[] told = {"apis", "1", "credentials", "1", "paths", "0"};
    HttpResponse<String> untyped =
        person.post(form, form, "apis", "1", "credentials", "1", "paths", "0", "confirm", "yes");
    assertThat(untyped.statusCode()).isEqualTo(422);
    assertThat(person.post(form, form, told).statusCode()).isEqualTo(422);
    caller.get("/certificates/" + id).expect(200);
    assertThat(
            person
                .post(form, form, "apis", "1", "credentials", "1", "paths", "0", "confirm", "used")
                .statusCode())
        .isEqualTo(302);
    caller.get("/certificates/" + id).expect(404);
    assertThat(caller.get("/apis/" + api).texts("mutualTls.allowList")).isEmpty();
  }

  @Test
  @DisplayName("S5 a CA that completes paths to a listed one says so, and is not deleted unawares")
  void completesPaths() {
    TestCertificate root = TestCertificate.ca("Northwind Root");
    TestCertificate policy = root.issueCa("Northwind Policy CA");
    TestCertificate issuing = policy.issueCa("Northwind Client CA");
    for (TestCertificate ca : List.of(root, policy, issuing)) {
      caller.upload(ca).expect(201);
    }
    String address = "/certificates/" + issuing.fingerprint();
    String completes = "It completes paths to the listed CA";
    assertThat(person.get(address).body())
        .contains("so it opens nothing")
        .doesNotContain(completes);
    list(root.fingerprint());
    assertThat(person.get(address).body())
        .contains(completes + " Northwind Root", "for clients that do not send it", "Orders")
        .doesNotContain("so it opens nothing", "Nothing uses it");
    assertThat(person.get("/certificates").body()).contains("completes paths", "Not used <b>0</b>");
    assertThat(rows("?filter=unused")).isEmpty();
    assertThat(rows("?filter=valid_in_use"))
        .containsExactlyInAnyOrder(root.fingerprint(), policy.fingerprint(), issuing.fingerprint());
    assertThat(person.get(address + "/delete").body())
        .contains(completes, "Orders")
        .doesNotContain("Nothing uses this certificate");
    assertThat(deleted(person, address, "0")).as("it is told first").isEqualTo(412);
    assertThat(deleted(person, address, "1")).as("its name is to be typed").isEqualTo(422);
    caller.put("/certificates/" + policy.fingerprint() + "/revocation", "").expect(204);
    assertThat(person.get(address).body()).doesNotContain(completes);
    assertThat(rows("?filter=unused"))
        .containsExactlyInAnyOrder(policy.fingerprint(), issuing.fingerprint());
  }

  private static int deleted(PageClient person, String address, String paths) {
    String form = address + "/delete";
    return person.post(form, form, "apis", "0", "credentials", "0", "paths", paths).statusCode();
  }

  @Test
  @DisplayName("S5 of one that is refused already no call stops, and no name is to be typed")
  void refusedAlready() {
    String id = caller.newCertificate("refused");
    list(id);
    caller.put("/certificates/" + id + "/revocation", "").expect(204);
    assertThat(person.get("/certificates/" + id + "/delete").body())
        .contains("no call stops")
        .doesNotContain("To go on, type");
    caller.delete("/certificates/" + id + "/revocation").expect(204);
    control.update(
        "UPDATE provider.certificates SET not_after = now() - interval '1 day' WHERE id = ?", id);
    assertThat(person.get("/certificates/" + id).body()).contains("no call stops");
    String form = "/certificates/" + id + "/delete";
    assertThat(person.get(form).body()).contains("no call stops").doesNotContain("To go on, type");
    assertThat(person.post(form, form, "apis", "1", "credentials", "0", "paths", "0").statusCode())
        .isEqualTo(302);
    caller.get("/certificates/" + id).expect(404);
  }

  @Test
  @DisplayName("S5 what came to use a certificate since its deletion was asked for is told first")
  void deletedMeanwhile() {
    String id = caller.newCertificate("meanwhile");
    String form = "/certificates/" + id + "/delete";
    assertThat(person.get(form).body()).contains("Nothing uses this certificate");
    list(id);
    HttpResponse<String> refused =
        person.post(form, form, "apis", "0", "credentials", "0", "paths", "0");
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(refused.body()).contains("has changed since you were told", "<b>1 API</b> stops");
    caller.get("/certificates/" + id).expect(200);
  }

  @Test
  @DisplayName("S9 a person revokes a certificate and lifts it again, told what that does")
  void revoked() {
    String id = caller.newCertificate("lost");
    String address = "/certificates/" + id;
    for (String confirm : List.of("/revoke", "/delete")) {
      assertThat(person.get(address + confirm).body())
          .contains("title=\"%s\"".formatted(id), "<dt>Valid</dt>");
    }
    assertThat(person.get(address + "/revoke").body()).contains("Every gateway refuses it");
    person.post(address + "/revoke", address + "/revoke");
    assertThat(caller.get(address).text("status")).isEqualTo("revoked");
    assertThat(person.get(address + "/delete").body()).contains("deleting it forgets that");
    assertThat(person.get(address).body()).contains("It is refused already");
    person.post(address + "/lift", address + "/lift");
    assertThat(caller.get(address).text("status")).isEqualTo("valid");
  }

  @Test
  @DisplayName("S7 another company's certificates are 404 on every page, by address and by form")
  void anothers() {
    String theirs = control.company().newCertificate("theirs");
    String address = "/certificates/" + theirs;
    for (String page : List.of("", "/pem", "/rename", "/revoke", "/lift", "/delete")) {
      assertThat(person.get(address + page).statusCode()).as(page).isEqualTo(404);
    }
    for (String action : List.of("/rename", "/revoke", "/lift", "/delete")) {
      assertThat(
              person
                  .post("/certificates/upload", address + action, "name", "mine", "apis", "0")
                  .statusCode())
          .as(action)
          .isEqualTo(404);
    }
  }

  @Test
  @DisplayName("A1 who may only look is offered nothing else, and refused it")
  void onlyLooking() {
    String id = caller.newCertificate("seen");
    PageClient looker = control.member(caller, "certificates:view");
    String address = "/certificates/" + id;
    assertThat(looker.get(address).body() + looker.get("/certificates").body())
        .contains("Download PEM")
        .doesNotContain("/rename\"", "/delete\"", "/revoke\"", "/certificates/upload", "/check");
    for (String page : List.of("/rename", "/revoke", "/lift", "/delete")) {
      assertThat(looker.get(address + page).statusCode()).as(page).isEqualTo(403);
    }
    assertThat(looker.get("/certificates/upload").statusCode()).isEqualTo(403);
    assertThat(control.member(caller, "apis:view").get("/certificates").statusCode())
        .isEqualTo(403);
  }

  @Test
  @DisplayName("P11 a certificate's page links the one that it follows and those that follow it")
  void lineage() {
    TestCertificate old =
        TestCertificate.selfSigned(
            "old", change -> change.validUntil(Instant.now().plus(5, ChronoUnit.DAYS)));
    String before = caller.upload(old).expect(201).text("id");
    list(before);
    String after = succeed(before, "next");
    String further = succeed(before, "another");
    assertThat(person.get("/certificates/" + after).body())
        .containsPattern("<dt>Successor of</dt><dd>.*href=\"/certificates/" + before + "\"")
        .doesNotContain("Succeeded by");
    assertThat(person.get("/certificates/" + before).body())
        .containsPattern("<dt>Succeeded by</dt><dd>[^~]*?href=\"/certificates/" + further + "\"")
        .contains("<bdi>another</bdi></a>, <a href", "<bdi>next</bdi></a>. Both work")
        .doesNotContain("Successor of", "Add the successor now");
    ApiClient other = control.company();
    other.upload(old).expect(201);
    PageClient stranger = control.member(other, "certificates:view");
    assertThat(stranger.get("/certificates/" + before).body()).doesNotContain("Succeeded by");
    caller.delete("/certificates/" + before + "?force=true").expect(204);
    assertThat(person.get("/certificates/" + after).body())
        .contains("Successor of", "which is deleted", "title=\"" + before + "\"")
        .doesNotContain("href=\"/certificates/" + before + "\"");
  }

  private String succeed(String before, String name) {
    String upload = "/certificates/upload";
    TestCertificate next = TestCertificate.selfSigned(name);
    HttpResponse<String> stored =
        person.post(
            upload, upload, "store", "yes", "pem", next.pem(), "name", name, "successorOf", before);
    assertThat(stored.statusCode()).isEqualTo(302);
    return next.fingerprint();
  }

  @Test
  @DisplayName("A certificate is checked against an API that its owner chooses")
  void check() {
    String id = caller.newCertificate("checked");
    String api = list(id);
    assertThat(person.get("/certificates/check?certificate=" + id).body())
        .contains("href=\"/apis/" + api + "/check?certificate=" + id + "\"");
    assertThat(person.get("/certificates/check?certificate=%22%3E").body())
        .contains("href=\"/apis/" + api + "/check\"");
  }

  private String list(String certificate) {
    String path =
        "\"mutualTls\": {\"mode\": \"enforce\", \"allowList\": [\"%s\"]}".formatted(certificate);
    return caller.post("/apis", ApiClient.api("/" + certificate, path)).expect(201).text("id");
  }

  private void bind(String certificate) {
    caller
        .post(
            "/credentials",
            "{\"name\": \"App\", \"boundCertificates\": [\"%s\"]}".formatted(certificate))
        .expect(201);
  }
}
