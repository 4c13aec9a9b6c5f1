package dev.countersign.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProviderPagesTest {

  private static final String SCRIPT = "<script>alert(1)</script>";

  private ApiClient company;
  private PageClient person;
  private String path;

  @BeforeEach
  void company() {
    company = RunningControl.shared().company();
    person =
        RunningControl.shared()
            .member(
                company,
                "apis:view",
                "apis:create",
                "apis:edit",
                "apis:delete",
                "credentials:view",
                "credentials:create",
                "credentials:edit",
                "credentials:delete",
                "certificates:view");
    path = "/" + UUID.randomUUID();
  }

  @Test
  @DisplayName("An API is published, found, changed and deleted in the browser; its name is typed")
  void api() {
    assertThat(person.get("/apis").body()).contains("No APIs yet");
    String certificate = company.newCertificate("client");
    HttpResponse<String> published =
        person.post("/apis/new", "/apis/new", form("Orders", "added", certificate));
    String api = id(published);
    assertThat(company.get("/apis/" + api).texts("mutualTls.allowList"))
        .containsExactly(certificate);
    assertThat(person.get("/apis?q=orders").body()).contains("/apis/" + api, "1 certificate");
    assertThat(person.get("/apis/" + api).body())
        .contains("--cert client.pem --key client.key", "Authorization: Bearer TOKEN", path);
    String edit = "/apis/" + api + "/edit";
    String version = hidden(person.get(edit).body(), "version");
    redirected(person.post(edit, edit, form("Orders 2", "version", version)));
    assertThat(company.get("/apis/" + api).text("name")).isEqualTo("Orders 2");
    String delete = "/apis/" + api + "/delete";
    HttpResponse<String> untyped = person.post(delete, delete, "confirm", "Orders");
    assertThat(untyped.statusCode()).isEqualTo(422);
    assertThat(untyped.body()).contains("Type the name exactly");
    redirected(person.post(delete, delete, "confirm", "Orders 2"));
    company.get("/apis/" + api).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("The curl command names the gateway's address, and the host where the API has one")
  void curl() {
    RunningControl.shared().plane().gatewayListens("localhost:8443");
    String open = id(person.post("/apis/new", "/apis/new", form("Every host")));
    assertThat(person.get("/apis/" + open).body())
        .contains("--cacert server.pem", "https://localhost:8443" + path);
    String host = "h" + UUID.randomUUID() + ".example.com";
    String named = id(person.post("/apis/new", "/apis/new", form("Named", "hosts", host)));
    assertThat(person.get("/apis/" + named).body())
        .contains("::localhost:8443", "https://" + host + path)
        .doesNotContain("--cacert server.pem");
  }

  @Test
  @DisplayName("What is wrong in the form of an API is said beside its field; what was typed stays")
  void apiErrors() {
    HttpResponse<String> refused =
        person.post(
            "/apis/new",
            "/apis/new",
            "name",
            SCRIPT,
            "hosts",
            "two words*",
            "listenPath",
            "no-slash",
            "upstream.url",
            "ftp://example.com",
            "upstream.timeout",
            "soon");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("href=\"#f-hosts\"", "href=\"#f-listenPath\"", "href=\"#f-upstream-url\"")
        .contains("href=\"#f-upstream-timeout\"", "value=\"ftp://example.com\"", "two words*")
        .contains("&lt;script>")
        .doesNotContain(SCRIPT);
  }

  @Test
  @DisplayName("Picking certificates searches the store and keeps what was typed into the form")
  void picking() {
    String certificate = company.newCertificate("needle");
    String other = company.newCertificate("hay");
    HttpResponse<String> found =
        person.post("/apis/new", "/apis/new", form("Half typed", "find", "needle"));
    assertThat(found.body()).contains("Half typed", certificate).doesNotContain(other);
    HttpResponse<String> added =
        person.post(
            "/apis/new",
            "/apis/new",
            form("Half typed", "find", "needle", "found", "needle", "add", certificate));
    assertThat(added.body())
        .contains("Half typed", "name=\"added\" value=\"" + certificate + "\"", "to be added");
    assertThat(company.get("/apis").ids()).isEmpty();
  }

  @Test
  @DisplayName("What is wrong with a choice is told beside it, where the summary's link leads")
  void choices() {
    HttpResponse<String> refused =
        person.post(
            "/apis/new",
            "/apis/new",
            "mutualTls.mode",
            "perhaps",
            "authentication.type",
            "perhaps");
    assertThat(refused.statusCode()).isEqualTo(422);
    for (String choice : List.of("f-mutualTls-mode", "f-authentication-type")) {
      assertThat(refused.body())
          .contains("href=\"#%s\"".formatted(choice), "id=\"%s\"".formatted(choice))
          .contains("id=\"%s-error\"".formatted(choice));
    }
  }

  @Test
  @DisplayName("Two people edit one API: the second sees what changed and loses nothing typed")
  void twoAtOnce() {
    String api = id(person.post("/apis/new", "/apis/new", form("Orders")));
    String edit = "/apis/" + api + "/edit";
    String page = person.get(edit).body();
    String version = hidden(page, "version");
    redirected(
        person.post(edit, edit, form("Orders", "version", version, "upstream.timeout", "5s")));
    String[] mine =
        form("Mine", "version", version, "was.name", "Orders", "was.upstream.timeout", "30s");
    HttpResponse<String> refused = person.post(edit, edit, mine);
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(refused.body())
        .contains("Somebody else changed it meanwhile", "Timeout", "5s", "30s", "value=\"Mine\"")
        .contains("asked for");
    assertThat(company.get("/apis/" + api).text("name")).isEqualTo("Orders");
    String over = hidden(refused.body(), "over");
    redirected(person.post(edit, edit, form("Mine", "version", version, "over", over)));
    assertThat(company.get("/apis/" + api).text("name")).isEqualTo("Mine");
    assertThat(company.get("/apis/" + api).text("upstream.timeout")).isEqualTo("30s");
  }

  @Test
  @DisplayName("An entry is put on an allow list and taken off it, each after saying what it does")
  void entries() {
    String api = id(person.post("/apis/new", "/apis/new", form("Orders")));
    String certificate = company.newCertificate("client");
    String entry = "/apis/%s/allow-list/%s/".formatted(api, certificate);
    assertThat(person.get(entry + "add").body()).contains("is let in from the next request on");
    redirected(person.post(entry + "add", entry + "add"));
    assertThat(company.get("/apis/" + api).texts("mutualTls.allowList")).hasSize(1);
    assertThat(person.get("/apis/" + api + "?q=client").body()).contains(certificate);
    redirected(person.post(entry + "remove", entry + "remove"));
    assertThat(company.get("/apis/" + api).texts("mutualTls.allowList")).isEmpty();
  }

  @Test
  @DisplayName(
      "The check page gives the gateway's verdict: of the store, pasted, with a credential")
  void check() {
    String api = id(person.post("/apis/new", "/apis/new", form("Orders")));
    TestCertificate certificate = TestCertificate.selfSigned("client");
    String stored = company.upload(certificate).expect(201).text("id");
    String check = "/apis/" + api + "/check";
    assertThat(person.post(check, check, "check", "true", "pem", certificate.pem()).body())
        .contains("certificate_not_allowed");
    company.put("/apis/%s/allow-list/%s".formatted(api, stored), "").expect(204);
    assertThat(person.post(check, check, "check", "true", "certificate", stored).body())
        .contains("The certificate would be accepted; the token was not judged")
        .doesNotContain("It would be let in");
    String credential = company.newCredential(api);
    assertThat(
            person
                .post(
                    check,
                    check,
                    "check",
                    "true",
                    "certificate",
                    stored,
                    "credentialId",
                    credential)
                .body())
        .contains("It would be let in");
    assertThat(person.post(check, check, "check", "true", "pem", "nonsense").statusCode())
        .isEqualTo(422);
    assertThat(
            person.post(check, check, "check", "true", "certificate", "0".repeat(64)).statusCode())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("G21 the token is shown by the answer that makes it, with curl, and never again")
  void token() {
    String api = id(person.post("/apis/new", "/apis/new", form("Orders")));
    HttpResponse<String> made =
        person.post("/credentials/new", "/credentials/new", "name", SCRIPT, "apis", api);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    String token = value(made.body(), "Authorization: Bearer ").replace("&#39;", "'");
    assertThat(made.body()).contains(path).doesNotContain(SCRIPT);
    assertThat(token).isNotBlank();
    String id = company.get("/credentials").ids().getFirst();
    assertThat(person.get("/credentials/" + id).body())
        .doesNotContain(token.substring(0, 43), SCRIPT);
    assertThat(person.get("/credentials").body()).doesNotContain(SCRIPT);
  }

  @Test
  @DisplayName("G22 the only API is ticked at first, and a credential without one opens nothing")
  void onlyApi() {
    String ticked = "value=\"%s\" checked".formatted(company.newApi(path));
    assertThat(person.get("/credentials/new").body()).contains(ticked);
    company.newApi(path + "/other");
    assertThat(person.get("/credentials/new").body()).doesNotContain(ticked);
    company.newCredential();
    assertThat(person.get("/credentials").body()).contains("opens nothing");
  }

  @Test
  @DisplayName("G22 a credential is limited, bound, suspended, rotated, revoked and deleted")
  void credential() {
    String api = company.newApi(path);
    String certificate = company.newCertificate("client");
    String id = company.newCredential(api);
    String page = "/credentials/" + id;
    String version = hidden(person.get(page + "/edit").body(), "version");
    String[] changed = {
      "name",
      "App",
      "apis",
      api,
      "added",
      certificate,
      "version",
      version,
      "expiresAt",
      "2999-01-31",
      "rateLimit.requests",
      "10",
      "rateLimit.per",
      "1s"
    };
    redirected(person.post(page + "/edit", page + "/edit", changed));
    var stored = company.get(page);
    assertThat(stored.texts("boundCertificates")).containsExactly(certificate);
    assertThat(stored.text("rateLimit.requests")).isEqualTo("10");
    assertThat(stored.text("expiresAt")).isEqualTo("2999-02-01T00:00:00Z");
    assertThat(person.post(page + "/edit", page + "/edit", changed).statusCode()).isEqualTo(412);
    redirected(person.post(page, page + "/suspend"));
    assertThat(company.get(page).text("status")).isEqualTo("suspended");
    redirected(person.post(page, page + "/activate"));
    assertThat(person.get(page + "/rotate").body()).contains("stops at once");
    assertThat(person.post(page + "/rotate", page + "/rotate", "overlap", "1h").body())
        .contains("The token of", "is accepted too");
    assertThat(company.get(page).text("previousTokenUntil")).isNotNull();
    String revoke = page + "/revoke";
    assertThat(person.post(revoke, revoke, "confirm", "other").statusCode()).isEqualTo(422);
    redirected(person.post(revoke, revoke, "confirm", "App"));
    assertThat(company.get(page).text("status")).isEqualTo("revoked");
    redirected(person.post(page + "/delete", page + "/delete", "confirm", "App"));
    company.get(page).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("A name that somebody else chose is set apart from the words around it")
  void names() {
    String name = "\u05e9\u05dc\u05d5\u05dd";
    TestCertificate named = TestCertificate.selfSigned("c", made -> made.subject("CN=" + name));
    String certificate = company.upload(named).expect(201).text("id");
    String api = company.newApi(path);
    company.put("/apis/%s/allow-list/%s".formatted(api, certificate), "").expect(204);
    String body =
        "{\"name\": \"%s\", \"boundCertificates\": [\"%s\"]}".formatted(name, certificate);
    String credential = company.post("/credentials", body).expect(201).text("id");
    for (String page :
        List.of(
            "/apis/" + api,
            "/apis/" + api + "/edit",
            "/apis/" + api + "/check?certificate=" + certificate,
            "/credentials",
            "/credentials/" + credential,
            "/credentials/" + credential + "/edit")) {
      assertThat(person.get(page).body()).as(page).contains("<bdi>" + name + "</bdi>");
    }
  }

  @Test
  @DisplayName("S7 another company's APIs and credentials are 404 by URL and by form")
  void otherCompany() {
    String api = company.newApi(path);
    String credential = company.newCredential(api);
    String certificate = company.newCertificate("client");
    PageClient stranger =
        RunningControl.shared()
            .member(
                RunningControl.shared().company(),
                "apis:view",
                "apis:edit",
                "apis:delete",
                "credentials:view",
                "credentials:edit",
                "credentials:delete");
    for (String page :
        List.of(
            "/apis/" + api,
            "/apis/" + api + "/edit",
            "/apis/" + api + "/delete",
            "/apis/" + api + "/check",
            "/apis/%s/allow-list/%s/add".formatted(api, certificate),
            "/apis/%s/allow-list/%s/remove".formatted(api, certificate),
            "/credentials/" + credential,
            "/credentials/" + credential + "/edit",
            "/credentials/" + credential + "/rotate",
            "/credentials/" + credential + "/revoke",
            "/credentials/" + credential + "/delete")) {
      assertThat(stranger.get(page).statusCode()).as(page).isEqualTo(404);
      if (page.lastIndexOf('/') > 12) {
        assertThat(stranger.post("/apis", page, "confirm", "App").statusCode())
            .as(page)
            .isEqualTo(404);
      }
    }
    assertThat(stranger.post("/apis", "/credentials/" + credential + "/suspend").statusCode())
        .isEqualTo(404);
  }

  private String[] form(String name, String... more) {
    List<String> fields =
        new java.util.ArrayList<>(
            List.of(
                "name", name,
                "listenPath", path,
                "upstream.url", "http://127.0.0.1:9000",
                "authentication.type", "auth-token",
                "mutualTls.mode", "enforce",
                "active", "true"));
    fields.addAll(List.of(more));
    return fields.toArray(String[]::new);
  }

  private static void redirected(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
  }

  private static String id(HttpResponse<String> answer) {
    redirected(answer);
    String location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String hidden(String page, String name) {
    return PageClient.value(page, name);
  }

  private static String value(String page, String before) {
    int start = page.indexOf(before) + before.length();
    assertThat(page).contains(before);
    return page.substring(start, start + page.substring(start).split("[\"' ]", 2)[0].length());
  }
}
