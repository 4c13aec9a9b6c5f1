package dev.countersign.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ListsTest {

  private ApiClient caller;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
  }

  @Test
  @DisplayName("Lists of APIs and credentials are sorted by name, either way, page by page")
  void sorted() {
    for (String name : List.of("beta", "Alpha", "gamma", "alpha")) {
      newApi(name, "");
      caller.post("/credentials", "{\"name\": \"%s\"}".formatted(name)).expect(201);
    }
    for (String list : List.of("/apis", "/credentials")) {
      assertThat(names(list + "?sort=name"))
          .containsExactly("Alpha", "alpha", "beta", "gamma")
          .isEqualTo(namesPageByPage(list + "?sort=name&limit=1"));
      assertThat(names(list + "?sort=-name"))
          .containsExactlyElementsOf(names(list + "?sort=name").reversed())
          .isEqualTo(namesPageByPage(list + "?sort=-name&limit=2"));
      assertThat(names(list)).containsExactly("alpha", "gamma", "Alpha", "beta");
      assertThat(names(list + "?sort=created")).isEqualTo(names(list).reversed());
      assertThat(namesPageByPage(list + "?limit=3")).isEqualTo(names(list));
    }
  }

  @Test
  @DisplayName("A list of APIs is narrowed to what asks for certificates, does not, or is off")
  void apisShown() {
    newApi("mutual", ", \"mutualTls\": {\"mode\": \"enforce\"}");
    newApi("plain", "");
    newApi("off", ", \"active\": false, \"mutualTls\": {\"mode\": \"enforce\"}");
    assertThat(names("/apis?show=mutual_tls")).containsExactly("mutual");
    assertThat(names("/apis?show=without_mutual_tls")).containsExactly("plain");
    assertThat(names("/apis?show=switched_off")).containsExactly("off");
    assertThat(names("/apis?show=mutual_tls&q=plain")).isEmpty();
  }

  @Test
  @DisplayName("A list of credentials is narrowed by status and by API")
  void credentialsShown() {
    String api = newApi("orders", "");
    String active = caller.newCredential(api);
    String suspended = caller.newCredential();
    String revoked = caller.newCredential();
    String expired = caller.newCredential(api);
    caller.patch("/credentials/" + suspended, "{\"status\": \"suspended\"}").expect(200);
    caller.patch("/credentials/" + revoked, "{\"status\": \"revoked\"}").expect(200);
    RunningControl.shared()
        .update(
            "UPDATE provider.credentials SET expires_at = now() - interval '1 day' WHERE id = ?",
            expired);
    assertThat(caller.get("/credentials?status=active").ids()).containsExactly(active);
    assertThat(caller.get("/credentials?status=suspended").ids()).containsExactly(suspended);
    assertThat(caller.get("/credentials?status=revoked").ids()).containsExactly(revoked);
    assertThat(caller.get("/credentials?status=expired").ids()).containsExactly(expired);
    assertThat(caller.get("/credentials?api=" + api).ids()).containsExactly(expired, active);
  }

  @Test
  @DisplayName("What is counted no further than to 10,000 is shown as 10,000+")
  void counted() {
    RunningControl control = RunningControl.shared();
    String company = control.companyOf(caller);
    control.update(
        """
        INSERT INTO provider.credentials (company_id, id, name, status, version, created_at)
        SELECT ?, gen_random_uuid()::text, 'App', 'active', 1, now() FROM generate_series(1, 10002)
        """,
        company);
    PageClient person = control.member(caller, "credentials:view");
    assertThat(person.get("/credentials").body())
        .contains("All <b>10,000+</b>", "Active <b>10,000+</b>")
        .doesNotContain("10,001");
  }

  @Test
  @DisplayName("A list asked for in words that it does not know says which it knows")
  void unknown() {
    caller.get("/apis?show=all").expectField("show", "unknown");
    caller.get("/apis?sort=size").expectField("sort", "unknown");
    caller.get("/credentials?status=new").expectField("status", "unknown");
    caller.get("/credentials?api=%00").expectField("api", "malformed");
    caller.get("/credentials?sort=-").expectField("sort", "unknown");
    caller.get("/apis?cursor=x").expectField("cursor", "malformed");
    caller.newApi("/u1-" + UUID.randomUUID());
    caller.newApi("/u2-" + UUID.randomUUID());
    String cursor = caller.get("/apis?limit=1").text("next");
    caller.get("/apis?sort=name&cursor=" + cursor).expectField("cursor", "malformed");
  }

  private String newApi(String name, String more) {
    return caller
        .post(
            "/apis",
            """
            {"name": "%s", "listenPath": "/%s", "upstream": {"url": "http://127.0.0.1:9000"}%s}
            """
                .formatted(name, UUID.randomUUID(), more))
        .expect(201)
        .text("id");
  }

  private List<String> names(String path) {
    return names(caller.get(path).expect(200));
  }

  private static List<String> names(Answer page) {
    return page.list("items").stream().map(item -> item.path("name").asString()).toList();
  }

  private List<String> namesPageByPage(String path) {
    List<String> names = new ArrayList<>();
    Answer page = caller.get(path).expect(200);
    names.addAll(names(page));
    while (page.text("next") != null) {
      page = caller.get(path + "&cursor=" + page.text("next")).expect(200);
      names.addAll(names(page));
    }
    return names;
  }
}
