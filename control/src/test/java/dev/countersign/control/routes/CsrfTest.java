package dev.countersign.control.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends every form without its CSRF token, as another site could make a browser do. */
class CsrfTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private static final byte[] FILE = "x".getBytes(StandardCharsets.UTF_8);

  private static PageClient administrator;
  private static PageClient nobody;

  /** Spring Security takes two of them itself. */
  static List<String> forms() {
    return Stream.concat(
            Routes.pages(CONTROL).stream()
                .filter(page -> !page.method().equals("GET"))
                .map(page -> page.path("nothing")),
            Stream.of("/login", "/logout"))
        .distinct()
        .toList();
  }

  @BeforeAll
  static void signIn() {
    String email = UUID.randomUUID() + "@example.com";
    CONTROL.addAdministrator(CONTROL.first(), email, "tulip harbour ninety crates");
    administrator = new PageClient(CONTROL.port()).signIn(email, "tulip harbour ninety crates");
    nobody = new PageClient(CONTROL.port());
  }

  @Test
  @DisplayName("There are forms to send, and each is a POST")
  void some() {
    assertThat(forms()).hasSizeGreaterThan(40);
    assertThat(Routes.pages(CONTROL)).extracting(Routes.Route::method).containsOnly("GET", "POST");
  }

  @ParameterizedTest
  @MethodSource("forms")
  @DisplayName("A form without a CSRF token, or with another's, is refused, on every page")
  void refused(String path) {
    String another = nobody.token("/login");
    refused(administrator.postWithToken("", path, "name", "x"));
    refused(administrator.postWithToken(another, path, "name", "x"));
    refused(administrator.postFileWithToken("", path, "file", "x.pem", FILE));
    refused(new PageClient(CONTROL.port()).postWithToken("", path, "name", "x"));
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Load its page again");
  }
}
