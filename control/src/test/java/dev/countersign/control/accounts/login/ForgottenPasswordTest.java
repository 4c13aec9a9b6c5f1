package dev.countersign.control.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.countersign.control.MailOptions;
import dev.countersign.control.accounts.login.ForgottenPassword.Asked;
import dev.countersign.control.jobs.Jobs;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.port.FreePort;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import dev.countersign.testkit.time.SettableClock;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** Over a real SMTP server in this process. */
class ForgottenPasswordTest {

  private static final String PASSWORD = "tulip harbour ninety crates";
  private static final String OTHER = "barley window thirteen kites";

  @TempDir static Path folder;

  private static final TestDatabase DATABASE = TestPostgres.shared().database();
  private static SettableClock clock;
  private static GreenMail smtp;
  private static RunningControl control;

  private final String email = UUID.randomUUID() + "@example.com";
  private final String nobody = "nobody-" + email;
  private ApiClient company;

  @BeforeAll
  static void start() throws Exception {
    smtp = new GreenMail(new ServerSetup(FreePort.next(), "127.0.0.1", "smtp"));
    smtp.start();
    clock = SettableClock.at(Instant.now());
    MailOptions mail =
        new MailOptions(
            "127.0.0.1",
            smtp.getSmtp().getPort(),
            MailOptions.Tls.NONE,
            Optional.empty(),
            "countersign@example.com",
            Duration.ofSeconds(5));
    control = RunningControl.start(DATABASE, folder, clock, mail);
  }

  @AfterAll
  static void stop() {
    control.close();
    smtp.stop();
  }

  @BeforeEach
  void person() {
    // What earlier tests tried is forgotten: they come from the same address.
    clock.advance(Duration.ofMinutes(61));
    company = control.company();
    control.addMember(company, email, PASSWORD, "apis:view");
  }

  private static PageClient stranger() {
    return new PageClient(control.port());
  }

  private static HttpResponse<String> ask(String address) {
    return stranger().post("/forgotten", "/forgotten", "email", address);
  }

  private static void answered() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> waiting().isEmpty() && control.column(UNSENT).equals(List.of("0")));
  }

  private static final String UNSENT = "SELECT count(*) FROM mail.mails WHERE state = 'queued'";

  private static List<String> waiting() {
    return control.column(
        "SELECT task_name FROM jobs.scheduled_tasks WHERE task_name = 'accounts.forgotten_password'");
  }

  private static List<String> mailsTo(String address) {
    return Arrays.stream(smtp.getReceivedMessages())
        .filter(mail -> isTo(mail, address))
        .map(ForgottenPasswordTest::text)
        .toList();
  }

  private static boolean isTo(MimeMessage mail, String address) {
    try {
      return mail.getAllRecipients()[0].toString().equals(address);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) {
    try {
      return mail.getContent().toString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The path and query of the link in the newest mail. */
  private String link() {
    answered();
    return mailsTo(email)
        .getLast()
        .replaceAll("(?s).*http://localhost:\\d+(/password\\?link=\\S+).*", "$1");
  }

  private static HttpResponse<String> set(PageClient client, String link, String password) {
    return client.post(
        link,
        "/password",
        "link",
        link.substring(link.indexOf('=') + 1),
        "password",
        password,
        "passwordRepeat",
        password);
  }

  private static boolean isIn(PageClient client) {
    return client.get("/overview").statusCode() == 200;
  }

  private String links() {
    return control
        .column(
            "SELECT count(*) FROM accounts.one_time_links JOIN accounts.people ON about = id"
                + " WHERE purpose = 'forgotten_password' AND email = '%s'".formatted(email))
        .getFirst();
  }

  @Test
  @DisplayName("A1 who forgot their password sets a new one by a mail; sessions before it are over")
  void sets() {
    PageClient before = stranger().signIn(email, PASSWORD);
    assertThat(stranger().get("/login").body()).contains("href=\"/forgotten\"");
    assertThat(ask(" " + email.toUpperCase(Locale.ROOT)).headers().firstValue("Location"))
        .hasValue("/forgotten/sent");
    String link = link();
    assertThat(mailsTo(email).getFirst()).contains("127.0.0.1", email, "within 2 hours");
    PageClient person = stranger();
    assertThat(person.get(link).body()).contains("Set your password", email);
    assertThat(set(person, link, "short").statusCode()).isEqualTo(422);
    assertThat(set(person, link, OTHER).headers().firstValue("Location")).hasValue("/overview");
    assertThat(isIn(person)).isTrue();
    assertThat(isIn(before)).as("a session of before").isFalse();
    assertThat(isIn(stranger().signIn(email, PASSWORD))).as("the old password").isFalse();
    assertThat(isIn(stranger().signIn(email, OTHER))).isTrue();
  }

  @Test
  @DisplayName("A1 a link works once, and lies in the database as a hash alone")
  void once() {
    ask(email);
    String link = link();
    String secret = link.substring(link.indexOf('=') + 1);
    assertThat(control.column("SELECT row_to_json(l)::text FROM accounts.one_time_links l"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(secret));
    assertThat(control.column("SELECT row_to_json(m)::text FROM mail.mails m"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(secret));
    set(stranger(), link, OTHER);
    assertThat(stranger().get(link).statusCode()).isEqualTo(410);
    PageClient second = stranger();
    String token = second.token("/login");
    assertThat(
            second
                .postWithToken(
                    token,
                    "/password",
                    "link",
                    secret,
                    "password",
                    PASSWORD,
                    "passwordRepeat",
                    PASSWORD)
                .statusCode())
        .isEqualTo(410);
  }

  @Test
  @DisplayName("A1 a link is over after two hours")
  void over() {
    ask(email);
    String link = link();
    clock.advance(ForgottenPassword.LIFE.minusSeconds(1));
    assertThat(stranger().get(link).statusCode()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(stranger().get(link).statusCode()).isEqualTo(410);
  }

  @Test
  @DisplayName("A1 a newer link ends the older, but none that the operator made")
  void newer() {
    String ofOperator = operatorLink();
    ask(email);
    String first = link();
    ask(email);
    String second = link();
    assertThat(second).isNotEqualTo(first);
    assertThat(stranger().get(first).statusCode()).isEqualTo(410);
    assertThat(stranger().get(second).statusCode()).isEqualTo(200);
    assertThat(stranger().get(ofOperator).statusCode()).isEqualTo(200);
    set(stranger(), ofOperator, OTHER);
    assertThat(stranger().get(second).statusCode()).as("once the password is set").isEqualTo(410);
  }

  private String operatorLink() {
    var link =
        new OperatorLinks(RunningControl.options(DATABASE, folder, Optional.empty()), clock)
            .issue(email);
    return link.getRawPath() + "?" + link.getRawQuery();
  }

  @Test
  @DisplayName("A1 of two links that are made at once one remains")
  void atOnce() throws Exception {
    ForgottenPassword forgotten = control.context().getBean(ForgottenPassword.class);
    Asked asked = new Asked(email, "127.0.0.1");
    try (var other = Executors.newSingleThreadExecutor()) {
      Future<?> second =
          control
              .context()
              .getBean(TransactionTemplate.class)
              .execute(status -> {
                forgotten.answer(asked);
                Future<?> begun = other.submit(() -> forgotten.answer(asked));
                await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> begun.isDone() || isAnybodyWaiting());
                return begun;
              });
      second.get();
    }
    answered();
    assertThat(links()).isEqualTo("1");
  }

  private static boolean isAnybodyWaiting() {
    return control
        .column("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        .equals(List.of("1"));
  }

  @Test
  @DisplayName("A1 the answer is the same whosever the address is, and so is the work before it")
  void sameAnswer() {
    Scheduler scheduler = control.context().getBean(Scheduler.class);
    scheduler.pause();
    try {
      HttpResponse<String> known = ask(email);
      assertThat(waiting()).hasSize(1);
      assertThat(links()).as("nothing is looked up before the answer").isEqualTo("0");
      HttpResponse<String> unknown = ask(nobody);
      assertThat(waiting()).hasSize(2);
      assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(302);
      assertThat(unknown.body()).isEqualTo(known.body());
      assertThat(unknown.headers().map().keySet()).isEqualTo(known.headers().map().keySet());
      assertThat(unknown.headers().firstValue("Location"))
          .isEqualTo(known.headers().firstValue("Location"));
    } finally {
      scheduler.resume();
      control.context().getBean(Jobs.class).look();
    }
    answered();
    assertThat(mailsTo(email)).hasSize(1);
    assertThat(mailsTo(nobody)).isEmpty();
    assertThat(stranger().get("/forgotten/sent").body())
        .contains("If somebody signs in here", "./countersign password-link")
        .doesNotContain(email);
  }

  @Test
  @DisplayName("A1 who is a member of no company any more gets no link")
  void memberOfNone() {
    control.update(
        "DELETE FROM accounts.members USING accounts.people"
            + " WHERE people.id = person_id AND email = ?",
        email);
    ask(email);
    answered();
    assertThat(mailsTo(email)).isEmpty();
    assertThat(links()).isEqualTo("0");
  }

  @Test
  @DisplayName("A1 what is no address is told so, and asks nothing")
  void noAddress() {
    HttpResponse<String> answer = ask("<script>@x");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("This is no e-mail address").doesNotContain("<script>@x");
  }

  @Test
  @DisplayName("A1 asking often has to wait: 429, for somebody's address and nobody's alike")
  void throttled() {
    for (String address : List.of(email, nobody)) {
      for (int i = 0; i < 4; i++) {
        assertThat(ask(address).statusCode()).isEqualTo(302);
      }
      HttpResponse<String> refused = ask(address);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
      assertThat(refused.body()).contains("Too many attempts. Try again in 60 seconds.");
    }
    answered();
    assertThat(mailsTo(email)).hasSize(4);
    clock.advance(Duration.ofMinutes(1));
    assertThat(ask(email).statusCode()).isEqualTo(302);
  }

  @Test
  @DisplayName("A1 others who ask from changing addresses keep nobody from their link by mail")
  void storm() {
    ForgottenPassword forgotten = control.context().getBean(ForgottenPassword.class);
    for (int i = 0; i < 30; i++) {
      forgotten.ask(email, "198.51.100." + i);
      answered();
    }
    assertThat(mailsTo(email)).as("the mailbox is spared").hasSize(6);
    assertThat(ask(email).statusCode()).isEqualTo(302);
    answered();
    assertThat(mailsTo(email)).hasSize(6);
    assertThat(set(stranger(), link(), OTHER).statusCode()).as("the newest works").isEqualTo(302);
    clock.advance(Duration.ofMinutes(1));
    ask(email);
    answered();
    assertThat(mailsTo(email)).as("the change is told, and another link sent").hasSize(8);
  }

  @Test
  @DisplayName(
      "A1 where somebody set a password by a link, guesses elsewhere keep them from nothing")
  void knownByLink() {
    ask(email);
    set(stranger(), link(), OTHER);
    Throttle throttle = control.context().getBean(Throttle.class);
    for (int i = 0; i < 21; i++) {
      throttle.begin(Tried.PASSWORD, email, "198.51.100." + i);
    }
    assertThat(isIn(stranger().signIn(email, OTHER))).isTrue();
  }

  @Test
  @DisplayName("A1 a new password ends no API key: page and mail say how many of one's own work")
  void keys() {
    String person =
        control
            .column("SELECT id FROM accounts.people WHERE email = '%s'".formatted(email))
            .getFirst();
    ApiClient key = control.personalKey(company, person, "apis:read");
    control.personalKey(company, person, "apis:read");
    control.personalKey(company, person, "apis:read");
    control.update(
        "UPDATE accounts.api_keys SET expires_at = ? WHERE id = (SELECT max(id) FROM accounts.api_keys"
            + " WHERE owner_id = ? AND hash <> sha256(convert_to(?, 'UTF8')))",
        Timestamp.from(clock.instant()),
        person,
        key.key());
    ask(email);
    PageClient client = stranger();
    String link = link();
    assertThat(client.get(link).body()).contains("API keys of your own go on working: 2");
    assertThat(set(client, link, OTHER).headers().firstValue("Location"))
        .hasValue("/api-keys?kind=personal");
    assertThat(client.get("/api-keys?kind=personal").body())
        .contains("Your password is set", "2 API keys of your own still work");
    key.get("/apis").expect(200);
    answered();
    assertThat(mailsTo(email).getLast())
        .contains("2 API keys of your own still work", "/api-keys?kind=personal");
  }

  @Test
  @DisplayName("A1 one source asks for many addresses no faster")
  void throttledSource() {
    for (int i = 0; i < 21; i++) {
      assertThat(ask(i + "-" + email).statusCode()).isEqualTo(302);
    }
    assertThat(ask("last-" + email).statusCode()).isEqualTo(429);
  }

  @Test
  @DisplayName("A1 a changed password is told to its owner by mail, without it")
  void told() {
    ask(email);
    set(stranger(), link(), OTHER);
    answered();
    assertThat(mailsTo(email)).hasSize(2);
    assertThat(mailsTo(email).getLast())
        .contains("was changed at", "127.0.0.1", "/forgotten", "A company")
        .doesNotContain(OTHER);
    PageClient person = stranger().signIn(email, OTHER);
    person.post(
        "/account/password",
        "/account/password",
        "passwordNow",
        OTHER,
        "password",
        PASSWORD,
        "passwordRepeat",
        PASSWORD);
    answered();
    assertThat(mailsTo(email)).hasSize(3);
  }

  @Test
  @DisplayName("A2 that a link was sent, and the password set, is in the trail; the link is not")
  void audited() {
    ask(email);
    String link = link();
    set(stranger(), link, OTHER);
    assertThat(
            control.column(
                "SELECT action || ' ' || actor_kind || ' ' || address || coalesce(after::text, '')"
                    + " FROM audit.events e JOIN accounts.people p ON p.email = '%s'"
                        .formatted(email)
                    + " WHERE thing_id = p.id AND thing_name = p.name"
                    + " OR action = 'session.created' AND thing_name = p.email"
                    + " ORDER BY sequence"))
        .satisfiesExactly(
            sent -> assertThat(sent).contains("member.password-link-sent system", "\"127.0.0.1\""),
            set -> assertThat(set).startsWith("member.password-set person 127.0.0.1"),
            in -> assertThat(in).startsWith("session.created"))
        .noneMatch(event -> event.contains(link.substring(link.indexOf('=') + 1)));
  }
}
