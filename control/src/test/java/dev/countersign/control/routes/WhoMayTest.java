package dev.countersign.control.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.apikeys.Scope;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.Routes.Route;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goes through every route that the application has registered, as everybody who could: {@link
 * Access} says who may.
 */
class WhoMayTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String NAME = "Of one company";
  private static final String PASSWORD = "tulip harbour ninety crates";

  /** Answered by the rules that stand before any controller; gateways' are on their own port. */
  private static final Set<String> WITHOUT_ANNOTATION =
      Set.of(
          "/error",
          "/openapi.json",
          "/openapi.json.yaml",
          "/assets/**",
          "/health",
          "/health/**",
          "/metrics");

  private static Things things;
  private static Visitor.Nobody nobody;
  private static List<Visitor.Person> people;
  private static List<Visitor.Program> programs;

  static List<Route> routes() {
    return Stream.concat(Routes.all(CONTROL).stream(), Routes.others(CONTROL).stream())
        .filter(route -> !route.pattern().matches("/assets/[0-9a-f]+/.*"))
        .toList();
  }

  @BeforeAll
  static void everybody() {
    things = new Things(CONTROL, NAME);
    nobody = Visitor.Nobody.at(CONTROL);
    people =
        List.of(
            person("Administrator"),
            person("API owner"),
            person("Integrator"),
            person("Auditor"),
            person("Nothing"),
            firstAdministrator());
    programs = programs();
  }

  /** With a default role, or one that permits nothing. */
  private static Visitor.Person person(String role) {
    ApiClient company = things.caller();
    String email = UUID.randomUUID() + "@example.com";
    CONTROL.addMember(company, email, PASSWORD);
    CONTROL.update(
        """
        UPDATE accounts.member_roles m SET role_id = r.id
        FROM accounts.people p, accounts.roles r
        WHERE p.email = ? AND m.person_id = p.id AND r.company_id = m.company_id AND r.name = ?
        """,
        email,
        role);
    return new Visitor.Person(role, false, () -> signedIn(email));
  }

  private static Visitor.Person firstAdministrator() {
    String email = UUID.randomUUID() + "@example.com";
    CONTROL.addAdministrator(CONTROL.first(), email, PASSWORD);
    return new Visitor.Person("Administrator", true, () -> signedIn(email));
  }

  private static PageClient signedIn(String email) {
    return new PageClient(CONTROL.port()).signIn(email, PASSWORD);
  }

  /** One for each scope, one with none; those of the installation in both companies. */
  private static List<Visitor.Program> programs() {
    List<Visitor.Program> all = new ArrayList<>();
    all.add(program(false, List.of()));
    for (Scope scope : Scope.values()) {
      all.add(program(false, List.of(scope.toString())));
      if (scope.isInstallationWide()) {
        all.add(program(true, List.of(scope.toString())));
      }
    }
    return all;
  }

  private static Visitor.Program program(boolean ofFirstCompany, List<String> scopes) {
    ApiClient company = ofFirstCompany ? CONTROL.first() : things.caller();
    return new Visitor.Program(
        CONTROL.keyOf(company, scopes.toArray(String[]::new)), scopes, ofFirstCompany);
  }

  @Test
  @DisplayName("A1 every route has its line in the table, and every line its route")
  void complete() {
    Set<String> registered = new TreeSet<>();
    routes().stream()
        .filter(route -> !route.pattern().startsWith("/feed/"))
        .forEach(route -> registered.add(route.key()));
    assertThat(registered)
        .hasSizeGreaterThan(150)
        .isEqualTo(new TreeSet<>(Access.routes().keySet()));
  }

  @Test
  @DisplayName("A1 every permission has its line in the table, and every scope gives what it says")
  void permissions() {
    assertThat(Access.permissions().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Permission.values()).map(Permission::toString).toList());
    for (Scope scope : Scope.values()) {
      assertThat(scope.permissions())
          .as(scope.toString())
          .allMatch(given -> Access.holders(given.toString()).scope().equals(scope.toString()));
    }
    for (Permission permission : Permission.values()) {
      assertThat(permission.isInstallationWide())
          .isEqualTo(Access.holders(permission.toString()).installationWide());
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("A1 every route lets in whom the table says, as its annotation does, and no other")
  void whoMay(Route route) {
    if (route.pattern().startsWith("/feed/")) {
      assertThat(nobody.browser().get(route.pattern()).statusCode()).isEqualTo(404);
      return;
    }
    String needed = Access.of(route.key()).orElseThrow();
    assertThat(annotated(route)).isEqualTo(needed);
    List<String> wrong = new ArrayList<>();
    for (Visitor visitor : visitors(route, needed)) {
      Visitor.Outcome expected = visitor.expected(route, needed);
      Visitor.Outcome outcome = visitor.visit(route, path(route, visitor));
      if (outcome != expected && !(leadsToLogin(route) && outcome == Visitor.Outcome.LOGIN)) {
        wrong.add("%s: %s instead of %s".formatted(visitor, outcome, expected));
      }
    }
    assertThat(wrong).isEmpty();
  }

  static List<Route> pages() {
    return Routes.pages(CONTROL).stream()
        .filter(page -> page.method().equals("GET"))
        .filter(page -> !Access.routes().get(page.key()).equals(Access.EVERYBODY))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("A1 a part of a page is for those whom the page lets in, and no other")
  void fragments(Route page) {
    String path = things.path(page);
    HttpResponse<String> strangers = nobody.browser().fragment(path);
    assertThat(strangers.statusCode()).isEqualTo(401);
    assertThat(strangers.headers().firstValue("HX-Refresh")).contains("true");
    assertThat(strangers.body()).isEmpty();
    String needed = Access.routes().get(page.key());
    for (Visitor.Person person : people) {
      HttpResponse<String> answer = person.browser().fragment(path);
      assertThat(answer.statusCode() == 403).as("%s", person).isEqualTo(!person.holds(needed));
      if (answer.statusCode() == 403) {
        assertThat(answer.body()).doesNotContain(NAME);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("people")
  @DisplayName("A1 no page leads where whoever sees it is refused: not in the menu, nor elsewhere")
  void links(Visitor.Person person) {
    Set<String> wrong = new TreeSet<>();
    int seen = 0;
    for (Route page : pages()) {
      HttpResponse<String> answer = person.browser().get(things.path(page));
      if (answer.statusCode() == 200) {
        seen++;
        for (String key : Links.of(answer.body())) {
          Route route = Links.route(key, routes());
          if (route != null && !person.holdsAny(Access.routes().get(route.key()))) {
            wrong.add("%s leads %s to %s".formatted(page, person, key));
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(3);
    assertThat(wrong).isEmpty();
  }

  /** What the route says of itself, in the table's words. */
  private static String annotated(Route route) {
    if (WITHOUT_ANNOTATION.contains(route.pattern())) {
      return Access.of(route.key()).orElseThrow();
    }
    RequiresPermission needed = route.handler().getMethodAnnotation(RequiresPermission.class);
    if (needed != null) {
      return needed.value().toString();
    }
    OpenTo open = route.handler().getMethodAnnotation(OpenTo.class);
    return switch (open == null ? null : open.value()) {
      case EVERYBODY -> Access.EVERYBODY;
      case SIGNED_IN -> Access.SIGNED_IN;
      case null -> "nothing";
    };
  }

  /** Where nobody is kept out, everybody is like the next; and one key is enough for the pages. */
  private static List<Visitor> visitors(Route route, String needed) {
    List<Visitor> visitors = new ArrayList<>(List.of(nobody, programs.getFirst()));
    if (needed.equals(Access.EVERYBODY)) {
      visitors.add(people.getFirst());
    } else if (Visitor.isForPeople(route)) {
      visitors.addAll(people);
    } else {
      visitors.add(people.getLast());
      visitors.addAll(programs.subList(1, programs.size()));
    }
    return visitors;
  }

  /**
   * Things of the visitor's own are looked at; to change them once would spoil them for the rest.
   */
  private static String path(Route route, Visitor visitor) {
    return route.method().equals("GET") && !(visitor instanceof Visitor.Nobody)
        ? things.path(route).replace("**", "nothing")
        : route.pattern().replaceAll("\\{[^/]*}", "nothing").replace("**", "nothing");
  }

  /** Its purpose, whoever asks. */
  private static boolean leadsToLogin(Route route) {
    return route.key().equals("POST /login/refused");
  }
}
