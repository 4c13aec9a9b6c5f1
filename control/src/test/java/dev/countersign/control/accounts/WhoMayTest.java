package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every page, as the application has registered them; {@link ScopesTest} walks REST. */
class WhoMayTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private static PageClient person;
  private static String role;

  static List<Routes.Route> pages() {
    return Routes.pages(CONTROL);
  }

  static List<Routes.Route> permitted() {
    return pages().stream().filter(page -> needed(page) != null).toList();
  }

  static List<Routes.Route> forms() {
    return pages().stream().filter(page -> page.method().equals("POST")).toList();
  }

  private static Permission needed(Routes.Route page) {
    RequiresPermission needed = page.handler().getMethodAnnotation(RequiresPermission.class);
    return needed == null ? null : needed.value();
  }

  private static OpenTo.Who openTo(Routes.Route page) {
    OpenTo open = page.handler().getMethodAnnotation(OpenTo.class);
    return open == null ? null : open.value();
  }

  /** One person of the first company, where every permission counts; their role changes. */
  @BeforeAll
  static void signIn() {
    String email = UUID.randomUUID() + "@example.com";
    CONTROL.addMember(CONTROL.first(), email, "tulip harbour ninety crates");
    role =
        CONTROL
            .column("SELECT id FROM accounts.roles WHERE name = 'Role of %s'".formatted(email))
            .getFirst();
    person = new PageClient(CONTROL.port()).signIn(email, "tulip harbour ninety crates");
  }

  private static void may(List<Permission> permissions) {
    CONTROL.update(
        "UPDATE accounts.roles SET permissions = string_to_array(?, ',') WHERE id = ?",
        String.join(",", permissions.stream().map(Permission::toString).toList()),
        role);
  }

  private static List<Permission> allBut(Permission one) {
    return Arrays.stream(Permission.values()).filter(other -> other != one).toList();
  }

  private static HttpResponse<String> send(PageClient client, Routes.Route page, String id) {
    String path = page.pattern().replaceAll("\\{[^/]*}", id);
    return page.method().equals("GET") ? client.get(path) : client.post("/account", path);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  @DisplayName("A1 every route says who may: a permission, or to whom it is open")
  void annotated() {
    assertThat(Routes.all(CONTROL))
        .hasSizeGreaterThan(30)
        .filteredOn(route -> needed(route) == null && openTo(route) == null)
        .isEmpty();
    assertThat(pages()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("A1 a stranger is sent to the login page from every page but those open to all")
  void stranger(Routes.Route page) {
    PageClient client = new PageClient(CONTROL.port());
    String path = page.pattern().replaceAll("\\{[^/]*}", "nothing");
    HttpResponse<String> answer =
        page.method().equals("GET") ? client.get(path) : client.post("/login", path);
    if (openTo(page) == OpenTo.Who.EVERYBODY) {
      assertThat(answer.statusCode()).as(answer.body()).isNotIn(401, 403, 500);
    } else {
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(location(answer)).endsWith("/login");
    }
  }

  @ParameterizedTest
  @MethodSource("permitted")
  @DisplayName("A1 a page needs its own permission, and no other; the menu shows it to nobody else")
  void permission(Routes.Route page) {
    may(allBut(needed(page)));
    HttpResponse<String> refused = send(person, page, "nothing");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(person.get("/account").body()).doesNotContain("href=\"" + page.pattern() + "\"");
    may(List.of(needed(page)));
    HttpResponse<String> answer = send(person, page, "nothing");
    assertThat(answer.statusCode()).as(answer.body()).isNotIn(401, 403, 500);
    assertThat(location(answer)).doesNotEndWith("/login");
  }

  @ParameterizedTest
  @MethodSource("permitted")
  @DisplayName("S7 what reaches beyond a company is no page of any company but the first")
  void installationWide(Routes.Route page) {
    if (needed(page).isInstallationWide()) {
      PageClient other = CONTROL.member(CONTROL.company(), needed(page).toString());
      assertThat(send(other, page, "nothing").statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  @DisplayName("A form without a CSRF token is refused, on every page")
  void csrf(Routes.Route page) {
    may(List.of(Permission.values()));
    String path = page.pattern().replaceAll("\\{[^/]*}", "nothing");
    assertThat(person.postWithToken("", path, "name", "x").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("permitted")
  @DisplayName("S7 another company's ids are not there, on every page")
  void anothersIds(Routes.Route page) {
    if (!page.pattern().contains("{")) {
      return;
    }
    may(List.of(Permission.values()));
    ApiClient other = Others.company(CONTROL);
    List<String> before = Others.everything(CONTROL, other);
    for (String id : Others.ids(CONTROL)) {
      HttpResponse<String> answer = send(person, page, id);
      assertThat(answer.statusCode()).as(page + " " + answer.body()).isIn(404, 422);
      assertThat(answer.body()).doesNotContain(Others.SECRET_NAME);
    }
    assertThat(Others.everything(CONTROL, other)).isEqualTo(before);
  }
}
