package dev.countersign.control.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.audit.AuditEvents;
import dev.countersign.control.audit.EventFilter;
import dev.countersign.control.audit.RecordedEvent;
import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.Routes.Route;
import dev.countersign.control.testing.RunningControl;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks every route that may change something, REST and forms, and looks into the trail. */
class EveryChangeTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  /** They judge, or change nothing that is the company's. */
  private static final Set<String> WITHOUT_CHANGE =
      Set.of(
          "POST /api/v1/certificates/validate application/json",
          "POST /api/v1/certificates/validate application/x-pem-file",
          "POST /api/v1/apis/{id}/check application/json",
          "POST /apis/{id}/check",
          "POST /certificates/upload",
          "POST /audit/verification",
          "POST /account/company",
          "POST /login/refused",
          "POST /theme");

  /**
   * They need other surroundings, or are done later: FirstStartTest, MailTest,
   * ForgottenPasswordTest. Signing in and out are Spring Security's, and no routes: LoginTest has
   * what they leave.
   */
  private static final Set<String> ELSEWHERE =
      Set.of("POST /first", "POST /mails/{id}/send", "POST /forgotten");

  /** They have no body to be nonsense in. */
  private static final Set<String> TAKES_ANYTHING =
      Set.of(
          "POST /api/v1/gateways/enrolments", "POST /gateways/enrol", "POST /account/sessions/end");

  private static AccountPageChanges accountPages;
  private static Map<String, Change> changes;

  @BeforeAll
  static void changes() {
    accountPages = new AccountPageChanges(CONTROL);
    changes = new TreeMap<>(ProviderChanges.all(CONTROL));
    changes.putAll(AccountChanges.all(CONTROL));
    changes.putAll(ProviderPageChanges.all(CONTROL));
    changes.putAll(accountPages.all());
  }

  private static List<Route> mutating() {
    return Routes.all(CONTROL).stream()
        .filter(route -> !route.method().equals("GET"))
        .filter(route -> !WITHOUT_CHANGE.contains(name(route)) && !ELSEWHERE.contains(name(route)))
        .toList();
  }

  private static String name(Route route) {
    String params = route.params().isEmpty() ? "" : " " + route.params();
    return route.isRest() ? route.toString().replace("merge-patch+", "") : route.key() + params;
  }

  @Test
  @DisplayName("A2 every route that changes something is looked at: a new one belongs in this test")
  void complete() {
    assertThat(changes.keySet())
        .hasSizeGreaterThan(60)
        .containsExactlyInAnyOrderElementsOf(
            mutating().stream().map(EveryChangeTest::name).collect(Collectors.toSet()));
  }

  @Test
  @DisplayName("A2 every change leaves its events: who, when, from where, what, before and after")
  void recorded() {
    List<String> wrong = new ArrayList<>();
    changes.forEach((route, change) -> {
      Change.Attempt attempt = change.prepare().get();
      int before = events(attempt.company()).size();
      Instant since = Instant.now().truncatedTo(ChronoUnit.MICROS);
      int status = attempt.make().getAsInt();
      List<RecordedEvent> all = events(attempt.company());
      List<RecordedEvent> left = all.subList(before, all.size());
      if (status >= 400 || !change.fits(left, since)) {
        wrong.add("%s: %d %s".formatted(route, status, left));
      }
    });
    assertThat(wrong).isEmpty();
    assertThat(secrets()).isEmpty();
    for (String secret : accountPages.secrets()) {
      assertThat(CONTROL.column("SELECT e::text FROM audit.events e"))
          .noneMatch(event -> event.contains(secret));
    }
  }

  @Test
  @DisplayName("A2 what is refused leaves no event")
  void refused() {
    ApiClient caller = CONTROL.company(RunningControl.EVERY_SCOPE);
    ApiClient first = CONTROL.first();
    PageClient nobody = CONTROL.member(caller);
    PageClient administrator = new PageChanges(CONTROL, caller).signedIn();
    List<String> wrong = new ArrayList<>();
    for (Route route : mutating()) {
      if (TAKES_ANYTHING.contains(route.key())) {
        continue;
      }
      int before = count(caller, first);
      List<Integer> answers =
          route.isRest()
              ? List.of(
                  nonsense(caller, route),
                  nonsense(first, route),
                  nonsense(CONTROL.anonymous(), route))
              : List.of(nonsense(nobody, route), nonsense(administrator, route));
      if (answers.stream().anyMatch(status -> status < 400) || count(caller, first) != before) {
        wrong.add(route + ": " + answers);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static int nonsense(ApiClient by, Route route) {
    Answer answer =
        by.send(route.method(), route.path("no-such-id"), route.contentType(), "{\"no\": 1}");
    return answer.status();
  }

  private static int nonsense(PageClient by, Route route) {
    String path = route.path("no-such-id");
    return by.postWithToken(by.token("/account"), path, "no", "1").statusCode();
  }

  private static List<RecordedEvent> events(String company) {
    List<RecordedEvent> all = new ArrayList<>();
    CONTROL.context().getBean(AuditEvents.class).each(company, EventFilter.NONE, all::add);
    return all;
  }

  private static int count(ApiClient... companies) {
    int count = 0;
    for (ApiClient company : companies) {
      count += events(CONTROL.companyOf(company)).size();
    }
    return count;
  }

  /** What no event of any company may hold. */
  private static List<String> secrets() {
    return CONTROL.column(
        """
        SELECT view FROM (
          SELECT concat(before::text, ' ', after::text) AS view FROM audit.events
        ) AS events
        WHERE view ~* 'PRIVATE KEY|"(token|secret|password|key|pem)":|cs[kte]_[A-Za-z0-9_-]{20}|argon2'
        """);
  }
}
