package dev.countersign.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** S7 on every route: what another company has looks like what nobody has. */
class CompaniesTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private static ApiClient owner;
  private static ApiClient stranger;
  private static Map<String, String> ids;
  private static String strangersApi;
  private static String strangersCertificate;

  @BeforeAll
  static void twoCompanies() {
    owner = CONTROL.company(RunningControl.EVERY_SCOPE);
    String certificate = owner.newCertificate("client");
    String api = owner.newApi("/" + UUID.randomUUID());
    owner.put("/apis/" + api + "/allow-list/" + certificate, "").expect(204);
    ids =
        Map.of(
            "certificates",
            certificate,
            "apis",
            api,
            "credentials",
            owner.newCredential(api),
            "api-keys",
            owner.get("/api-keys").ids().getFirst(),
            "roles",
            owner.get("/roles?q=Auditor").ids().getFirst(),
            "invitations",
            invitation(owner),
            "members",
            CONTROL.addAdministrator(owner, UUID.randomUUID() + "@example.com", "any password"));
    stranger = CONTROL.company();
    strangersApi = stranger.newApi("/" + UUID.randomUUID());
    strangersCertificate = stranger.newCertificate("mine");
  }

  private static String invitation(ApiClient by) {
    String role = by.get("/roles?q=Integrator").ids().getFirst();
    return by.post(
            "/invitations",
            "{\"email\": \"%s@example.com\", \"roles\": [\"%s\"]}"
                .formatted(UUID.randomUUID(), role))
        .expect(201)
        .text("id");
  }

  /** Routes that name something of a company; those of the installation are its own affair. */
  static List<Routes.Route> routes() {
    return Routes.of(CONTROL).stream()
        .filter(route -> route.pattern().contains("{"))
        .filter(route -> !route.pattern().startsWith("/api/v1/gateways"))
        .filter(route -> !route.pattern().startsWith("/api/v1/companies"))
        // Made by gateways alone: RefusalTest asks for another company's.
        .filter(route -> !route.pattern().startsWith("/api/v1/refusals"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("S7 another company's id is 404 on every route")
  void notFound(Routes.Route route) {
    String kind = route.pattern().split("/")[3];
    assertThat(ids).as("an id for " + kind).containsKey(kind);
    String path =
        route
            .pattern()
            .replace("/api/v1", "")
            .replace("{certificateId}", strangersCertificate)
            .replace("{id}", ids.get(kind));
    Answer answer = stranger.send(route.method(), path, "application/json", body(route));
    answer.expectProblem(404, "not_found");
    Answer nobodys =
        stranger.send(
            route.method(),
            path.replace(ids.get(kind), "0".repeat(ids.get(kind).length())),
            "application/json",
            body(route));
    assertThat(answer.text("detail").replace(ids.get(kind), ""))
        .as("told apart by nothing")
        .isEqualTo(nobodys.text("detail").replace("0".repeat(ids.get(kind).length()), ""));
  }

  private static String body(Routes.Route route) {
    return switch (route.method()) {
      case "GET", "DELETE" -> null;
      case "PUT" ->
          route.pattern().startsWith("/api/v1/apis/")
              ? ApiClient.api("/" + UUID.randomUUID())
              : "{}";
      default ->
          route.pattern().endsWith("/check")
              ? "{\"pem\": \"%s\"}"
                  .formatted(TestCertificate.selfSigned("x").pem().replace("\n", "\\n"))
              : "{}";
    };
  }

  @Test
  @DisplayName("S7 another company's certificate cannot be listed by one's own API")
  void foreignCertificate() {
    String entry = "/apis/" + strangersApi + "/allow-list/" + ids.get("certificates");
    stranger.put(entry, "").expectProblem(404, "not_found");
    stranger.delete(entry).expectProblem(404, "not_found");
    String document =
        ApiClient.api(
            "/" + UUID.randomUUID(),
            "\"mutualTls\": {\"mode\": \"enforce\", \"allowList\": [\"%s\"]}"
                .formatted(ids.get("certificates")));
    stranger.post("/apis", document).expectField("mutualTls.allowList", "certificate_unknown");
    stranger
        .put("/apis/" + strangersApi, document)
        .expectField("mutualTls.allowList", "certificate_unknown");
  }

  @Test
  @DisplayName("S7 another company's API and certificate cannot be named by one's own credential")
  void foreignInCredential() {
    String apis = "{\"name\": \"A\", \"apis\": [\"%s\"]}".formatted(ids.get("apis"));
    String bound =
        "{\"name\": \"A\", \"boundCertificates\": [\"%s\"]}".formatted(ids.get("certificates"));
    stranger.post("/credentials", apis).expectField("apis", "unknown");
    stranger.post("/credentials", bound).expectField("boundCertificates", "unknown");
    String mine = "/credentials/" + stranger.newCredential();
    stranger.patch(mine, apis).expectField("apis", "unknown");
    stranger.patch(mine, bound).expectField("boundCertificates", "unknown");
  }

  @Test
  @DisplayName("S7 lists and searches show one's own alone")
  void lists() {
    assertThat(stranger.get("/certificates").ids()).containsExactly(strangersCertificate);
    assertThat(stranger.get("/certificates?q=" + ids.get("certificates")).ids()).isEmpty();
    assertThat(stranger.get("/apis").ids()).containsExactly(strangersApi);
    assertThat(stranger.get("/credentials").ids()).doesNotContain(ids.get("credentials"));
    assertThat(stranger.get("/api-keys").ids()).hasSize(1).doesNotContain(ids.get("api-keys"));
  }
}
