package dev.countersign.control.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.Routes.Route;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody who may do everything in one company, with the ids of another one's things. */
class OthersIdsTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  /** In the name of each of the other's things, and nowhere else. */
  private static final String NAME = "Others-own";

  /** They belong to the installation; who of another company asks for them is refused (A1). */
  private static final Set<String> NOBODYS = Set.of("gateways", "companies");

  private static final String PEM = TestCertificate.selfSigned("Shown").pem();

  private static Things mine;
  private static Things others;
  private static Map<String, String> othersIds;
  private static List<String> before;
  private static String token;

  static List<Route> routes() {
    return Routes.all(CONTROL).stream()
        .filter(Route::hasVariable)
        .filter(route -> !NOBODYS.contains(Things.kind(route)))
        .toList();
  }

  static List<Fields.Case> fields() {
    return Fields.all();
  }

  @BeforeAll
  static void twoCompanies() {
    mine = new Things(CONTROL, "My own");
    others = new Things(CONTROL, NAME);
    othersIds = others.ids();
    // Events are counted in each company: one so late that it is the other's alone.
    for (int i = 0; i < 60; i++) {
      others.caller().newCredential();
    }
    othersIds.put("audit", others.lastEvent());
    before = others.everything();
    token = mine.administrator().token("/account");
  }

  @AfterAll
  static void nothingChanged() {
    assertThat(others.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("S7 another company's ids are not there, in the address of any route")
  void inTheAddress(Route route) {
    same(route, othersIds);
    if (route.pattern().contains("{certificateId}")) {
      same(route, with(othersIds, "apis", mine.id("apis")));
      same(route, with(othersIds, "certificates", mine.id("certificates")));
    }
  }

  private static Map<String, String> with(Map<String, String> ids, String kind, String id) {
    Map<String, String> changed = new HashMap<>(ids);
    changed.put(kind, id);
    return changed;
  }

  /** As of things that never were: 404 in the same words. */
  private static void same(Route route, Map<String, String> ids) {
    Map<String, String> unknown = new HashMap<>();
    ids.forEach(
        (kind, id) -> unknown.put(kind, id.equals(mine.id(kind)) ? id : Fields.unknown(id)));
    Seen seen = ask(route, ids);
    assertThat(seen.status()).as(seen.body()).isEqualTo(404);
    alike(seen, ask(route, unknown));
    assertThat(seen.body()).doesNotContain(NAME);
  }

  private static void alike(Seen seen, Seen unknown) {
    assertThat(seen.beyond(unknown)).isEmpty();
    assertThat(unknown.beyond(seen)).isEmpty();
  }

  private static Seen ask(Route route, Map<String, String> ids) {
    String path = Things.fill(route, ids);
    Seen seen =
        route.isRest()
            ? rest(mine.caller(), route, path.substring("/api/v1".length()))
            : page(route, path);
    return seen.without(ids.values());
  }

  private static Seen rest(ApiClient caller, Route route, String path) {
    var answer = caller.send(route.method(), path, route.contentType(), document(route));
    return new Seen(answer.status(), answer.body());
  }

  /** One that the route would take. */
  private static String document(Route route) {
    String[] parts = route.pattern().split("/");
    return switch (route.method() + " " + parts[3] + " " + parts[parts.length - 1]) {
      case "PUT apis {id}" -> ApiClient.api("/" + UUID.randomUUID());
      case "PATCH certificates {id}", "PATCH credentials {id}" -> "{\"name\": \"Taken over\"}";
      case "POST apis check" -> Things.json(Map.of("pem", PEM));
      case "PUT roles {id}" ->
          Things.json(Map.of("name", "Taken over", "permissions", List.of("apis:view")));
      case "PUT members {id}" -> Things.json(Map.of("roles", List.of(mine.id("roles"))));
      case "POST credentials rotate" -> "{\"overlap\": \"1h\"}";
      default -> route.method().matches("GET|DELETE") ? null : "{}";
    };
  }

  private static Seen page(Route route, String path) {
    PageClient person = mine.administrator();
    var answer =
        route.method().equals("GET")
            ? person.get(path)
            : person.postWithToken(token, path, route.fields(FORM));
    return new Seen(answer.statusCode(), answer.body());
  }

  /** With something in it for every form: what another one has, it does not look at. */
  private static final String[] FORM = {
    "name",
    "Taken over",
    "confirm",
    NAME,
    "version",
    "1",
    "check",
    "true",
    "overlap",
    "1h",
    "permissions",
    "apis:view",
    "listenPath",
    "/taken-over",
    "upstream.url",
    "http://127.0.0.1:9000",
    "apis",
    "1",
    "credentials",
    "1",
    "pem",
    PEM
  };

  @ParameterizedTest
  @MethodSource("fields")
  @DisplayName("S7 another company's id is answered as one that never was, in every field")
  void inAField(Fields.Case field) {
    String id = othersIds.get(field.kind());
    Seen seen = field.send(mine, token, id).without(List.of(id));
    Seen unknown = field.send(mine, token, Fields.unknown(id)).without(List.of(Fields.unknown(id)));
    alike(seen, unknown);
    assertThat(seen.body()).doesNotContain(NAME);
    String own = mine.id(field.kind());
    assertThat(field.send(mine, token, own).without(List.of(own)).beyond(unknown))
        .as("what one's own id does")
        .isNotEmpty();
  }

  @Test
  @DisplayName("S7 another company's cursor, ETag and Idempotency-Key open nothing of it")
  void byTheWay() {
    nothingChanged();
    String id = mine.id("apis");
    for (String list : List.of("/apis", "/credentials", "/certificates", "/roles", "/members")) {
      others.caller().newCredential();
      String cursor = others.caller().get(list + "?limit=1").text("next");
      if (cursor != null) {
        assertThat(mine.caller().get(list + "?cursor=" + cursor).expect(200).body())
            .doesNotContain(NAME);
      }
    }
    String document = ApiClient.api("/" + UUID.randomUUID());
    String tag = others.caller().get("/apis/" + others.id("apis")).header("ETag");
    mine.caller()
        .put("/apis/" + others.id("apis"), document, "If-Match", tag)
        .expectProblem(404, "not_found");
    mine.caller().put("/apis/" + id, document, "If-Match", tag + "0").expectProblem(412, "stale");
    String key = UUID.randomUUID().toString();
    String body = Things.json(Map.of("name", "Twice", "scopes", List.of("apis:read")));
    String theirs = others.caller().post("/api-keys", body, "Idempotency-Key", key).text("id");
    assertThat(mine.caller().post("/api-keys", body, "Idempotency-Key", key).expect(201).text("id"))
        .isNotEqualTo(theirs);
    before = others.everything();
  }

  @Test
  @DisplayName("S7 lists and searches show one's own alone")
  void lists() {
    for (Route route : Routes.all(CONTROL)) {
      if (route.method().equals("GET")
          && !route.hasVariable()
          && !NOBODYS.contains(Things.kind(route))) {
        String query = "?q=" + NAME;
        for (String path : List.of(route.pattern(), route.pattern() + query)) {
          String body =
              route.isRest()
                  ? mine.caller().get(path.substring("/api/v1".length())).body()
                  : mine.administrator().get(path).body();
          assertThat(body.replace("value=\"" + NAME + "\"", "").replace("q=" + NAME, ""))
              .as(path)
              .doesNotContain("name\":\"" + NAME, ">" + NAME);
          othersIds.forEach((kind, id) -> {
            if (!kind.equals("audit")) {
              assertThat(body).as(path).doesNotContain(id);
            }
          });
        }
      }
    }
  }

  /** What somebody sees: status, and words. */
  record Seen(int status, String body) {

    /** Without the ids that were asked for, and what differs from one request to the next. */
    Seen without(Iterable<String> ids) {
      String rest = body;
      for (String id : ids) {
        rest = rest.replace("id " + id + ".", "id ID.");
        if (id.length() > 8) {
          String shown = id.substring(0, 8) + "…" + id.substring(id.length() - 4);
          rest = rest.replace(id, "ID").replace(shown, "ID");
        }
      }
      rest =
          rest.replaceAll("name=\"_csrf\" value=\"[^\"]*\"|content=\"[^\"]*\" name=\"csrf\"", "")
              .replaceAll("\\b01[0-9a-zA-Z]{24}\\b", "")
              .replaceAll("[0-9]{2}:[0-9]{2}(:[0-9]{2})?", "");
      return new Seen(status, rest);
    }

    /** The lines of this that the other one lacks, for a message that can be read. */
    List<String> beyond(Seen other) {
      List<String> others = other.body().lines().toList();
      return Stream.concat(Stream.of("status " + status), body.lines())
          .filter(line -> !others.contains(line) && !line.equals("status " + other.status()))
          .toList();
    }
  }
}
