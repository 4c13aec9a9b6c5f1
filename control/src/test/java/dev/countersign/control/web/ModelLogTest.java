package dev.countersign.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever looks for a fault has the models of pages logged. */
class ModelLogTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private final ApiClient company = CONTROL.company();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger views = (Logger) LoggerFactory.getLogger("gg.jte");

  @BeforeEach
  void listen() {
    log.start();
    views.setLevel(Level.DEBUG);
    views.setAdditive(false);
    views.addAppender(log);
  }

  @AfterEach
  void stop() {
    views.setLevel(null);
    views.setAdditive(true);
    views.detachAppender(log);
  }

  @Test
  @DisplayName("A new API key is in no model that is logged")
  void apiKey() {
    notLogged(
        "(csk_[A-Za-z0-9_-]{43})", CONTROL.member(company, "apis:view").newApiKey("apis:read"));
  }

  @Test
  @DisplayName("A new token of a credential is in no model that is logged")
  void credential() {
    String api =
        company
            .post(
                "/apis",
                """
                {"name": "Orders", "listenPath": "/%s", "upstream": {"url": "http://127.0.0.1:9"}}
                """
                    .formatted(UUID.randomUUID()))
            .expect(201)
            .text("id");
    notLogged(
        "Authorization: Bearer ([A-Za-z0-9_-]{30,})",
        CONTROL
            .member(company, "credentials:create", "credentials:view", "apis:view")
            .post("/credentials/new", "/credentials/new", "name", "App", "apis", api));
  }

  @Test
  @DisplayName("The token that enrols a gateway is in no model that is logged")
  void enrolment() {
    notLogged(
        "(cse_[A-Za-z0-9_.-]{30,})",
        CONTROL
            .member(CONTROL.first(), "gateways:create")
            .post("/gateways/enrol", "/gateways/enrol"));
  }

  @Test
  @DisplayName(
      "An invitation's link is in no model that is logged: of the mail that has it, nor of its page")
  void invitation() {
    PageClient inviter = CONTROL.member(company, "members:create", "apis:view");
    String role =
        company
            .post("/roles", "{\"name\": \"Reader\", \"permissions\": [\"apis:view\"]}")
            .expect(201)
            .text("id");
    HttpResponse<String> invited =
        inviter.post(
            "/invitations/new", "/invitations/new", "email", "a@example.com", "roles", role);
    String mail = URI.create(invited.headers().firstValue("Location").orElseThrow()).getPath();
    String link = notLogged("/join\\?invitation=([A-Za-z0-9_-]{30,})", inviter.get(mail));
    PageClient stranger = new PageClient(CONTROL.port());
    String page = "/join?invitation=" + link;
    stranger.get(page);
    notLogged(
        "name=\"invitation\" value=\"([^\"]+)",
        stranger.post(page, "/join", "invitation", link, "name", "", "password", "short"));
  }

  private String notLogged(String pattern, HttpResponse<String> answer) {
    Matcher secret = Pattern.compile(pattern).matcher(answer.body());
    assertThat(secret.find()).as(answer.body()).isTrue();
    List<String> lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines)
        .anyMatch(line -> line.contains(", model {"))
        .noneMatch(line -> line.contains(secret.group(1)));
    return secret.group(1);
  }
}
