package dev.countersign.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.DatabaseOutage;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemPageTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private final PageClient person = CONTROL.member(CONTROL.company(), "certificates:view");

  @Test
  @DisplayName("A3: an address that does not exist is a page for people and a problem for programs")
  void notFound() {
    HttpResponse<String> page = person.get("/nothing?q=%3Cscript%3E");
    expectPage(page, 404, "There is no such thing");
    assertThat(page.body()).contains("href=\"/certificates\"").doesNotContain("<script>");
    CONTROL.company().get("/nothing").expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("A1: a form without the CSRF token is refused in a plain word, and nothing changes")
  void csrf() {
    HttpResponse<String> page = person.postWithToken("", "/theme", "theme", "dark");
    expectPage(page, 403, "This form is out of date");
    assertThat(person.get("/overview").body()).contains("data-theme=\"auto\"");
  }

  @Test
  @DisplayName("A method that an address does not take, and a body that is too large, are pages")
  void otherRefusals() {
    expectPage(person.post("/overview", "/overview"), 405, "does not take that method");
    expectPage(
        person.post("/overview", "/theme", "theme", "x".repeat(1024 * 1024)), 413, "too large");
    expectPage(person.post("/overview", "/theme"), 400, "cannot be read");
  }

  @Test
  @DisplayName("The database away is a page that needs no database")
  void outage(@TempDir Path directory) throws Exception {
    try (RunningControl control =
        RunningControl.start(TestPostgres.shared().database(), directory, InstantSource.system())) {
      PageClient signedIn = control.member(control.company());
      try (var outage = DatabaseOutage.of(control.database())) {
        HttpResponse<String> page = signedIn.get("/overview");
        expectPage(page, 503, "The database does not answer");
        expectPage(new PageClient(control.port()).get("/login"), 503, "The database");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/a|b", "/a%00b", "/..%2f", "/;/a", "/a\\b"})
  @DisplayName("What Tomcat itself refuses tells nothing of Tomcat")
  void tomcat(String target) throws Exception {
    String answer = raw("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("Exception");
    assertThat(answer).doesNotContain("<h1>HTTP Status");
  }

  @Test
  @DisplayName("Every page tells the browser what it may load, and not to keep it")
  void headers() {
    var headers = person.get("/overview").headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("script-src 'self';")
        .contains("style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=()");
    assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  private static void expectPage(HttpResponse<String> page, int status, String text) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains(ContentSecurityPolicy.TEXT);
    assertThat(page.body()).contains(text).contains("countersign.css").contains("urn:countersign");
  }

  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), CONTROL.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
