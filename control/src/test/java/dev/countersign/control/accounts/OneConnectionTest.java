package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.countersign.control.accounts.people.LinkPurpose;
import dev.countersign.control.accounts.people.OneTimeLinks;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A control plane whose pool is one connection: whoever holds it and asks for a second waits for
 * themselves, as sixteen at once would with sixteen.
 */
class OneConnectionTest {

  private static final String PASSWORD = "tulip harbour ninety crates";
  private static final String OTHER = "barley window thirteen kites";
  private static final int AT_ONCE = 4;
  private static final Pattern END = Pattern.compile("/account/sessions/[0-9a-f]+/end");

  @TempDir private static Path directory;
  private static RunningControl control;
  private static HikariDataSource pool;

  private final List<PageClient> people = new ArrayList<>();
  private final List<String> emails = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    control =
        RunningControl.start(TestPostgres.shared().database(), directory, InstantSource.system());
    pool = control.context().getBean(DataSource.class).unwrap(HikariDataSource.class);
    pool.setMinimumIdle(1);
    pool.setMaximumPoolSize(1);
    await("one connection is left").until(OneConnectionTest::isOneLeft);
  }

  private static boolean isOneLeft() {
    pool.getHikariPoolMXBean().softEvictConnections();
    return pool.getHikariPoolMXBean().getTotalConnections() <= 1;
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @BeforeEach
  void members() throws Exception {
    ApiClient company = control.company();
    for (int i = 0; i < AT_ONCE; i++) {
      emails.add(UUID.randomUUID() + "@example.com");
      control.addMember(company, emails.get(i), PASSWORD);
      people.add(new PageClient(control.port()));
    }
    atOnce(i -> people.get(i).signIn(emails.get(i), PASSWORD).get("/overview"))
        .forEach(page -> assertThat(page.statusCode()).isEqualTo(200));
  }

  private static List<HttpResponse<String>> atOnce(Asking asking) throws Exception {
    List<Callable<HttpResponse<String>>> work = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      int number = i;
      work.add(() -> asking.ask(number));
    }
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<HttpResponse<String>> answer : threads.invokeAll(work)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private HttpResponse<String> change(int number, String now) {
    return people
        .get(number)
        .post(
            "/account/password",
            "/account/password",
            "passwordNow",
            now,
            "password",
            OTHER,
            "passwordRepeat",
            OTHER);
  }

  @Test
  @DisplayName("A1 to end a session that is none needs no second connection")
  void endOfNone() throws Exception {
    assertThat(atOnce(i -> people.get(i).post("/account", "/account/sessions/x/end")))
        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(404));
  }

  @Test
  @DisplayName("A1 to end another session needs no second connection")
  void end() throws Exception {
    List<String> ends = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      new PageClient(control.port()).signIn(emails.get(i), PASSWORD);
      Matcher other = END.matcher(people.get(i).get("/account").body());
      assertThat(other.find()).isTrue();
      ends.add(other.group());
    }
    assertThat(atOnce(i -> people.get(i).post("/account", ends.get(i))))
        .allSatisfy(
            answer -> assertThat(answer.headers().firstValue("Location")).hasValue("/account"));
  }

  @Test
  @DisplayName("A1 a wrong password at its change needs no second connection")
  void wrongPassword() throws Exception {
    assertThat(atOnce(i -> change(i, OTHER)))
        .allSatisfy(answer -> {
          assertThat(answer.statusCode()).isEqualTo(422);
          assertThat(answer.body()).contains("This is not your password.");
        });
  }

  @Test
  @DisplayName("A1 a changed password, and the session after it, need no second connection")
  void rightPassword() throws Exception {
    assertThat(atOnce(i -> change(i, PASSWORD)))
        .allSatisfy(
            answer -> assertThat(answer.headers().firstValue("Location")).hasValue("/account"));
  }

  @Test
  @DisplayName("A1 a link that signs in needs no second connection")
  void link() throws Exception {
    List<String> links = new ArrayList<>();
    for (String email : emails) {
      String person =
          control
              .column("SELECT id FROM accounts.people WHERE email = '%s'".formatted(email))
              .getFirst();
      links.add(
          "/password?link="
              + control
                  .context()
                  .getBean(OneTimeLinks.class)
                  .issue(LinkPurpose.PASSWORD, person, Duration.ofHours(1))
                  .reveal());
    }
    assertThat(
            atOnce(i ->
                people
                    .get(i)
                    .post(links.get(i), links.get(i), "password", OTHER, "passwordRepeat", OTHER)))
        .allSatisfy(
            answer -> assertThat(answer.headers().firstValue("Location")).hasValue("/overview"));
  }

  @Test
  @DisplayName("A request that gets no connection is 503, and one line in the log")
  void oneLine() throws Exception {
    Logger all = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    all.addAppender(log);
    try (Connection held = pool.getConnection()) {
      assertThat(held.isValid(1)).isTrue();
      assertThat(people.getFirst().get("/overview").statusCode()).isEqualTo(503);
      control.first().get("/apis").expectProblem(503, "unavailable");
    } finally {
      all.detachAppender(log);
    }
    List<ILoggingEvent> failures =
        log.list.stream()
            .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
            .filter(event -> event.getThreadName().startsWith("tomcat"))
            .toList();
    assertThat(failures)
        .hasSize(2)
        .allSatisfy(event -> {
          assertThat(event.getThrowableProxy()).isNull();
          assertThat(event.getKeyValuePairs().toString()).contains("not available");
        });
  }

  /** What one of several does at once. */
  private interface Asking {

    HttpResponse<String> ask(int number) throws Exception;
  }
}
