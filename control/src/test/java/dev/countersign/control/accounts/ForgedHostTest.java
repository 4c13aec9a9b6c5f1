package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A request says of itself where it was sent to, and anybody may write that. */
class ForgedHostTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String FORGED =
      """
      Host: evil.example
      X-Forwarded-Host: evil.example
      X-Forwarded-Server: evil.example
      X-Forwarded-Proto: https
      X-Forwarded-Port: 4443
      X-Forwarded-Prefix: /evil.example
      X-Original-Host: evil.example
      Forwarded: for=192.0.2.1;host=evil.example;proto=https
      """;

  private final ApiClient company = CONTROL.company();
  private final String email = UUID.randomUUID() + "@example.com";

  private static String get(PageClient client, String path) throws IOException {
    return send("GET " + path, client, "");
  }

  /** A form of a page of the client's, sent under the forged name. */
  private static String post(PageClient client, String path, String... fields) throws IOException {
    StringBuilder form = new StringBuilder("_csrf=" + client.token(path));
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(fields[i]).append('=');
      form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send("POST " + path, client, form.toString());
  }

  private static String send(String line, PageClient client, String body) throws IOException {
    String head =
        """
        %s HTTP/1.1
        %sAccept: text/html
        Cookie: countersign=%s
        Content-Type: application/x-www-form-urlencoded
        Content-Length: %d
        Connection: close

        """
            .formatted(line, FORGED, client.cookie("countersign"), body.length());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), CONTROL.port())) {
      socket
          .getOutputStream()
          .write((head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> mailTexts() {
    return CONTROL.column(
        "SELECT text FROM mail.mails WHERE company_id = '%s' ORDER BY created_at, id"
            .formatted(CONTROL.companyOf(company)));
  }

  @Test
  @DisplayName("A1 a forged Host or X-Forwarded-Host changes no link and no redirect of a page")
  void pages() throws Exception {
    PageClient stranger = new PageClient(CONTROL.port());
    stranger.get("/login");
    for (String page : List.of("/login", "/forgotten", "/overview", "/", "/nothing-here")) {
      assertThat(get(stranger, page)).as(page).startsWith("HTTP/1.1 ").doesNotContain("evil");
    }
    PageClient person = CONTROL.member(CONTROL.first(), "gateways:create", "apis:view");
    assertThat(get(person, "/overview")).startsWith("HTTP/1.1 200").doesNotContain("evil");
    assertThat(post(person, "/gateways/enrol"))
        .startsWith("HTTP/1.1 200")
        .contains("--control localhost:")
        .doesNotContain("evil");
  }

  @Test
  @DisplayName("A1 a forged Host or X-Forwarded-Host changes no link of a mail")
  void mails() throws Exception {
    String own = "http://localhost:" + CONTROL.port();
    CONTROL.addAdministrator(company, email, "tulip harbour ninety crates");
    PageClient person = new PageClient(CONTROL.port()).signIn(email, "tulip harbour ninety crates");
    String auditor =
        CONTROL
            .column(
                "SELECT id FROM accounts.roles WHERE name = 'Auditor' AND company_id = '%s'"
                    .formatted(CONTROL.companyOf(company)))
            .getFirst();
    String invited = "i-" + email;
    assertThat(post(person, "/invitations/new", "email", invited, "roles", auditor))
        .startsWith("HTTP/1.1 302")
        .doesNotContain("evil");
    String mail = person.get("/mails").body().replaceAll("(?s).*href=\"(/mails/[^\"?]+)\".*", "$1");
    assertThat(person.get(mail).body()).contains(own + "/join?").doesNotContain("evil");

    PageClient stranger = new PageClient(CONTROL.port());
    stranger.get("/forgotten");
    assertThat(post(stranger, "/forgotten", "email", email))
        .startsWith("HTTP/1.1 302")
        .doesNotContain("evil");
    assertThat(
            post(
                person,
                "/account/password",
                "passwordNow",
                "tulip harbour ninety crates",
                "password",
                "barley window thirteen kites",
                "passwordRepeat",
                "barley window thirteen kites"))
        .startsWith("HTTP/1.1 302")
        .doesNotContain("evil");
    await().atMost(Duration.ofSeconds(30)).until(() -> mailTexts().size() == 3);
    assertThat(mailTexts())
        .anyMatch(text -> text.contains(own + "/forgotten"))
        .noneMatch(text -> text.contains("evil"));
  }
}
