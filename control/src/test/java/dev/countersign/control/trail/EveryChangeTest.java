package dev.countersign.control.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.audit.AuditEvents;
import dev.countersign.control.audit.EventFilter;
import dev.countersign.control.audit.RecordedEvent;
import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks every route of the REST API that may change something, and looks into the trail. */
class EveryChangeTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  /** They judge, and change nothing. */
  private static final Set<String> JUDGEMENTS =
      Set.of(
          "POST /api/v1/certificates/validate application/json",
          "POST /api/v1/certificates/validate application/x-pem-file",
          "POST /api/v1/apis/{id}/check application/json",
          // Recorded in the trail of the company that it is about: see CompanyTest.
          "POST /api/v1/companies/{id}/administrator application/json");

  private final ApiClient caller =
      CONTROL.keyOf(
          CONTROL.company(),
          "certificates:write",
          "certificates:read",
          "apis:write",
          "apis:read",
          "credentials:write",
          "credentials:read",
          "api-keys:write",
          "roles:write",
          "roles:read",
          "members:write",
          "members:read",
          "settings:company_settings");
  private final ApiClient first = CONTROL.first();
  private final Map<String, Change> changes = new TreeMap<>();

  EveryChangeTest() {
    certificates();
    apis();
    credentials();
    people();
    invitations();
    companies();
    gateways();
  }

  private void certificates() {
    of(
        "POST /api/v1/certificates application/json",
        "certificate.created",
        () -> {
          String pem = TestCertificate.selfSigned("json").pem().replace("\n", "\\n");
          return () -> caller.post("/certificates", "{\"pem\": \"%s\"}".formatted(pem));
        });
    of(
        "POST /api/v1/certificates application/x-pem-file",
        "certificate.created",
        () -> {
          TestCertificate one = TestCertificate.selfSigned("pem");
          return () -> caller.upload(one);
        });
    of(
        "PATCH /api/v1/certificates/{id} application/json",
        "certificate.changed",
        () -> {
          String id = caller.newCertificate("renamed");
          return () -> caller.patch("/certificates/" + id, "{\"name\": \"Other\"}");
        });
    of(
        "DELETE /api/v1/certificates/{id} application/json",
        "certificate.deleted",
        () -> {
          String id = caller.newCertificate("deleted");
          return () -> caller.delete("/certificates/" + id);
        });
    of(
        "PUT /api/v1/certificates/{id}/revocation application/json",
        "certificate.changed",
        () -> {
          String id = caller.newCertificate("revoked");
          return () -> caller.put("/certificates/" + id + "/revocation", "");
        });
    of(
        "DELETE /api/v1/certificates/{id}/revocation application/json",
        "certificate.changed",
        () -> {
          String id = caller.newCertificate("lifted");
          caller.put("/certificates/" + id + "/revocation", "");
          return () -> caller.delete("/certificates/" + id + "/revocation");
        });
  }

  private void apis() {
    of(
        "POST /api/v1/apis application/json",
        "api.created",
        () -> () -> caller.post("/apis", ApiClient.api(path())));
    of(
        "PUT /api/v1/apis/{id} application/json",
        "api.changed",
        () -> {
          String id = caller.newApi(path());
          return () -> caller.put("/apis/" + id, ApiClient.api(path()));
        });
    of(
        "DELETE /api/v1/apis/{id} application/json",
        "api.deleted",
        () -> {
          String id = caller.newApi(path());
          return () -> caller.delete("/apis/" + id);
        });
    of(
        "PUT /api/v1/apis/{id}/allow-list/{certificateId} application/json",
        "allow-list.created",
        () -> {
          String entry =
              "/apis/" + caller.newApi(path()) + "/allow-list/" + caller.newCertificate("a");
          return () -> caller.put(entry, "");
        });
    of(
        "DELETE /api/v1/apis/{id}/allow-list/{certificateId} application/json",
        "allow-list.deleted",
        () -> {
          String entry =
              "/apis/" + caller.newApi(path()) + "/allow-list/" + caller.newCertificate("b");
          caller.put(entry, "").expect(204);
          return () -> caller.delete(entry);
        });
  }

  private void credentials() {
    of(
        "POST /api/v1/credentials application/json",
        "credential.created",
        () -> () -> caller.post("/credentials", "{\"name\": \"App\"}"));
    of(
        "PATCH /api/v1/credentials/{id} application/json",
        "credential.changed",
        () -> {
          String id = caller.newCredential();
          return () -> caller.patch("/credentials/" + id, "{\"name\": \"Other\"}");
        });
    of(
        "DELETE /api/v1/credentials/{id} application/json",
        "credential.deleted",
        () -> {
          String id = caller.newCredential();
          return () -> caller.delete("/credentials/" + id);
        });
    of(
        "POST /api/v1/credentials/{id}/rotate application/json",
        "credential.rotated",
        () -> {
          String id = caller.newCredential();
          return () -> caller.post("/credentials/" + id + "/rotate", "{\"overlap\": \"1h\"}");
        });
  }

  private void people() {
    of(
        "POST /api/v1/api-keys application/json",
        "api-key.created",
        () -> () -> caller.post("/api-keys", "{\"name\": \"K\", \"scopes\": [\"apis:read\"]}"));
    of(
        "DELETE /api/v1/api-keys/{id} application/json",
        "api-key.deleted",
        () -> {
          String id =
              caller.post("/api-keys", "{\"name\": \"K\", \"scopes\": [\"apis:read\"]}").text("id");
          return () -> caller.delete("/api-keys/" + id);
        });
    of("POST /api/v1/roles application/json", "role.created", () -> () -> role("R" + path()));
    of(
        "PUT /api/v1/roles/{id} application/json",
        "role.changed",
        () -> {
          String id = role("R" + path()).text("id");
          return () ->
              caller.put(
                  "/roles/" + id,
                  "{\"name\": \"%s\", \"permissions\": [\"apis:edit\"]}".formatted(path()));
        });
    of(
        "DELETE /api/v1/roles/{id} application/json",
        "role.deleted",
        () -> {
          String id = role("R" + path()).text("id");
          return () -> caller.delete("/roles/" + id);
        });
    of(
        "PUT /api/v1/members/{id} application/json",
        "member.changed",
        () -> {
          String role = role("R" + path()).text("id");
          String person = member();
          return () -> caller.put("/members/" + person, "{\"roles\": [\"%s\"]}".formatted(role));
        });
    of(
        "DELETE /api/v1/members/{id} application/json",
        "member.deleted",
        () -> {
          String person = member();
          return () -> caller.delete("/members/" + person);
        });
    of(
        "PUT /api/v1/company application/json",
        "company.changed",
        () ->
            () ->
                caller.put(
                    "/company",
                    """
                    {"name": "Another", "sessionIdleMinutes": 60, "sessionHours": 24, "refusalDays": 30,
                    "useDays": 90, "noticeRoles": [], "noticeAddresses": []}
                    """));
  }

  private void invitations() {
    of(
        "POST /api/v1/invitations application/json",
        "invitation.created",
        () -> {
          String role = role("R" + path()).text("id");
          return () -> invite(role);
        });
    of(
        "POST /api/v1/invitations/{id}/resend application/json",
        "invitation.",
        () -> {
          String id = invitation().text("id");
          return () -> caller.post("/invitations/" + id + "/resend", "");
        });
    of(
        "DELETE /api/v1/invitations/{id} application/json",
        "invitation.",
        () -> {
          String id = invitation().text("id");
          return () -> caller.delete("/invitations/" + id);
        });
  }

  private Answer invitation() {
    return invite(role("R" + path()).text("id"));
  }

  private Answer invite(String role) {
    return caller.post(
        "/invitations",
        "{\"email\": \"%s@example.com\", \"roles\": [\"%s\"]}".formatted(UUID.randomUUID(), role));
  }

  private void companies() {
    changes.put(
        "POST /api/v1/companies application/json",
        new Change(
            first,
            "company.created",
            () ->
                () ->
                    first.post(
                        "/companies",
                        "{\"name\": \"%s\", \"administrator\": \"%s@example.com\"}"
                            .formatted(path(), UUID.randomUUID()))));
  }

  private void gateways() {
    changes.put(
        "POST /api/v1/gateways/enrolments application/json",
        new Change(
            first,
            "gateway.enrolment-created",
            () -> () -> first.post("/gateways/enrolments", "")));
    changes.put(
        "DELETE /api/v1/gateways/{id} application/json",
        new Change(
            first,
            "gateway.deleted",
            () -> {
              String id = UUID.randomUUID().toString();
              CONTROL.update(
                  "INSERT INTO feed.gateway (id, name, in_process, enrolled_at)"
                      + " VALUES (?, 'eu-9', false, now())",
                  id);
              return () -> first.delete("/gateways/" + id);
            }));
  }

  private void of(String route, String action, Supplier<Supplier<Answer>> prepare) {
    changes.put(route, new Change(caller, action, prepare));
  }

  private Answer role(String name) {
    return caller.post(
        "/roles", "{\"name\": \"%s\", \"permissions\": [\"apis:view\"]}".formatted(name));
  }

  private String member() {
    String email = UUID.randomUUID() + "@example.com";
    CONTROL.addMember(caller, email, "a password of some length", "apis:view");
    return CONTROL
        .column("SELECT id FROM accounts.people WHERE email = '%s'".formatted(email))
        .getFirst();
  }

  private static String path() {
    return "/" + UUID.randomUUID();
  }

  private static List<Routes.Route> mutating() {
    return Routes.of(CONTROL).stream()
        .filter(route -> !route.method().equals("GET"))
        .filter(route -> !JUDGEMENTS.contains(route.toString()))
        .toList();
  }

  @Test
  @DisplayName("A2 every route that changes something is looked at: a new one belongs in this test")
  void complete() {
    assertThat(changes.keySet())
        .containsExactlyInAnyOrderElementsOf(
            mutating().stream()
                .map(route -> route.toString().replace("merge-patch+", ""))
                .collect(Collectors.toSet()));
  }

  @Test
  @DisplayName("A2 every change leaves exactly one event with actor, address, before and after")
  void recorded() {
    List<String> wrong = new ArrayList<>();
    changes.forEach((route, change) -> {
      Supplier<Answer> call = change.prepare.get();
      int before = events(change.by).size();
      Answer answer = call.get();
      List<RecordedEvent> all = events(change.by);
      if (answer.status() >= 300 || all.size() != before + 1 || !fits(all.getLast(), change)) {
        wrong.add(
            "%s: %d %s %s".formatted(route, answer.status(), answer.body(), all.size() - before));
      }
    });
    assertThat(wrong).isEmpty();
    assertThat(secrets()).isEmpty();
  }

  @Test
  @DisplayName("A2 what is refused leaves no event")
  void refused() {
    List<String> wrong = new ArrayList<>();
    for (Routes.Route route : mutating()) {
      for (ApiClient by : List.of(caller, first, CONTROL.anonymous())) {
        int before = count();
        Answer answer =
            by.send(route.method(), route.path("no-such-id"), route.contentType(), "{\"no\": 1}");
        if (route.path("x").equals("/gateways/enrolments") && answer.status() == 201) {
          continue;
        }
        if (answer.status() < 400 || count() != before) {
          wrong.add(route + ": " + answer.status());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean fits(RecordedEvent event, Change change) {
    boolean created = event.action().endsWith(".created");
    boolean deleted = event.action().endsWith(".deleted");
    boolean changed = event.action().endsWith(".changed");
    return event.action().startsWith(change.action)
        && event.actor().kind().equals("api_key")
        && event.actor().address().equals("127.0.0.1")
        && !event.actor().id().isEmpty()
        && (!created || (event.before().isNull() && !event.after().isNull()))
        && (!deleted || (!event.before().isNull() && event.after().isNull()))
        && (!changed || (!event.before().isNull() && !event.after().isNull()));
  }

  private static List<RecordedEvent> events(ApiClient by) {
    List<RecordedEvent> all = new ArrayList<>();
    CONTROL
        .context()
        .getBean(AuditEvents.class)
        .each(CONTROL.companyOf(by), EventFilter.NONE, all::add);
    return all;
  }

  /** Of the caller's and the first company: tests at once have companies of their own. */
  private int count() {
    return events(caller).size() + events(first).size();
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

  private record Change(ApiClient by, String action, Supplier<Supplier<Answer>> prepare) {}
}
