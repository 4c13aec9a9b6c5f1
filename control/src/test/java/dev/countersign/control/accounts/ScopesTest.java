package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.RunningControl;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScopesTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  static List<Routes.Route> routes() {
    return Routes.of(CONTROL);
  }

  @Test
  @DisplayName("There are routes to walk")
  void some() {
    assertThat(routes()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("A1 without an API key, or with an unknown one, every route is 401")
  void unauthenticated(Routes.Route route) {
    Answer anonymous = send(CONTROL.anonymous(), route).expectProblem(401, "unauthenticated");
    assertThat(anonymous.header("WWW-Authenticate")).isEqualTo("Bearer");
    send(new ApiClient(CONTROL.port(), "nobodys-key"), route).expectProblem(401, "unauthenticated");
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("A1 a key needs the route's own scope, and no other")
  void scoped(Routes.Route route) {
    Permission permission = route.handler().getMethodAnnotation(RequiresPermission.class).value();
    Scope needed = scopeWith(permission);
    String[] others =
        Arrays.stream(Scope.values())
            .filter(scope -> !scope.permissions().contains(permission))
            .map(Scope::toString)
            .toArray(String[]::new);
    send(CONTROL.company(others), route).expectProblem(403, "forbidden");
    if (!needed.isInstallationWide()) {
      Answer permitted = send(CONTROL.company(needed.toString()), route);
      assertThat(permitted.status()).as(permitted.body()).isNotIn(401, 403, 500);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("S7 what reaches beyond a company is refused to every company but the first")
  void installationWide(Routes.Route route) {
    Scope needed = scopeWith(route.handler().getMethodAnnotation(RequiresPermission.class).value());
    if (needed.isInstallationWide()) {
      send(CONTROL.company(needed.toString()), route).expectProblem(403, "forbidden");
      assertThat(send(CONTROL.first(), route).status()).isNotIn(401, 403, 500);
    }
  }

  private static Scope scopeWith(Permission permission) {
    return Arrays.stream(Scope.values())
        .filter(scope -> scope.permissions().contains(permission))
        .findFirst()
        .orElseThrow();
  }

  private static Answer send(ApiClient caller, Routes.Route route) {
    boolean bodiless = List.of("GET", "DELETE").contains(route.method());
    return caller.send(
        route.method(), route.path("nothing"), route.contentType(), bodiless ? null : "{}");
  }

  @Test
  @DisplayName("An address that is no route is 401 without a key, and 404 with one")
  void noRoute() {
    CONTROL.anonymous().get("/nothing").expectProblem(401, "unauthenticated");
    CONTROL.first().get("/nothing").expectProblem(404, "not_found");
    CONTROL
        .first()
        .send("PUT", "/certificates", "application/json", "{}")
        .expectProblem(405, "method_not_allowed");
  }
}
