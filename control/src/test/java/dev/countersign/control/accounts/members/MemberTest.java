package dev.countersign.control.accounts.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemberTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "correct horse battery staple";

  private ApiClient caller;
  private String email;
  private String person;

  @BeforeEach
  void oneAdministrator() {
    caller = CONTROL.keyOf(CONTROL.company(), RunningControl.EVERY_SCOPE);
    email = UUID.randomUUID() + "@example.com";
    person = CONTROL.addAdministrator(caller, email, PASSWORD);
  }

  @Test
  @DisplayName("A1 members are listed with their roles, searched by name and address, filtered")
  void list() {
    CONTROL.addMember(caller, "b-" + email, PASSWORD, "apis:view");
    assertThat(caller.get("/members").expect(200).ids()).hasSize(2).contains(person);
    assertThat(caller.get("/members?q=B-" + email).ids()).hasSize(1).doesNotContain(person);
    assertThat(caller.get("/members?q=nobody").ids()).isEmpty();
    assertThat(caller.get("/members?role=" + role("Administrator")).ids()).containsExactly(person);
    Answer first = caller.get("/members?limit=1").expect(200);
    assertThat(caller.get("/members?limit=1&cursor=" + first.text("next")).ids())
        .hasSize(1)
        .doesNotContainAnyElementsOf(first.ids());
    assertThat(caller.get("/members/" + person).text("email")).isEqualTo(email);
  }

  @Test
  @DisplayName("A1 a member gets other roles, which count at once; A2 the trail says which")
  void change() {
    ApiClient other = CONTROL.company();
    PageClient page = signedIn();
    CONTROL.addAdministrator(caller, "b-" + email, PASSWORD);
    Answer before = caller.get("/members/" + person).expect(200);
    Answer changed = put(person, before.header("ETag"), role("Auditor")).expect(200);
    assertThat(changed.list("roles").getFirst().path("name").asString()).isEqualTo("Auditor");
    assertThat(page.get("/overview").body()).contains("/audit").doesNotContain("\"/company\"");
    put(person, before.header("ETag"), role("Auditor")).expectProblem(412, "stale");
    assertThat(
            CONTROL.column(
                "SELECT concat(action, before ->> 'roles', after ->> 'roles') FROM audit.events"
                    + " WHERE thing_id = '%s' ORDER BY sequence".formatted(person)))
        .containsExactly("member.changed[\"Administrator\"][\"Auditor\"]");
    assertThat(other.get("/members").ids()).isEmpty();
  }

  @Test
  @DisplayName("A1 nobody gives roles that give what they lack, to themselves or to another")
  void noMore() {
    ApiClient clerk = CONTROL.keyOf(caller, "members:read", "members:write");
    put(clerk, person, "*", role("Administrator"), role("Auditor"))
        .expectField("roles", "not_yours");
    put(clerk, person, "*", role("Administrator")).expect(200);
    PageClient self = CONTROL.member(caller, "members:view", "members:edit");
    assertThat(self.get("/overview").statusCode()).isEqualTo(200);
    String own =
        CONTROL.column("SELECT id FROM accounts.people ORDER BY created_at DESC LIMIT 1").get(0);
    put(clerk, own, "*", role("Administrator")).expectField("roles", "not_yours");
  }

  @Test
  @DisplayName("S7 a role of another company can be given to nobody")
  void foreignRole() {
    ApiClient other = CONTROL.company();
    String theirs = other.get("/roles?q=Auditor").ids().getFirst();
    put(person, "*", theirs).expectField("roles", "unknown");
    put(person, "*").expectField("roles", "empty");
    put(person, "*", "a\\u0000b").expectField("roles", "unknown");
    caller.get("/members?q=%00&role=%00").expect(200);
    caller.put("/members/" + person, "{}").expectField("roles", "required");
    caller.put("/members/" + person, "{\"roles\": [null]}").expectField("roles", "malformed");
  }

  @Test
  @DisplayName("A1 the last administrator is neither removed nor demoted")
  void last() {
    CONTROL.addMember(caller, "b-" + email, PASSWORD, "apis:view");
    caller.delete("/members/" + person).expectProblem(409, "last_administrator");
    put(person, "*", role("Auditor")).expectProblem(409, "last_administrator");
    put(person, "*", role("Auditor"), role("Administrator")).expect(200);
    CONTROL.addAdministrator(caller, "c-" + email, PASSWORD);
    caller.delete("/members/" + person).expect(204);
    caller.get("/members/" + person).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("A1 of two administrators who are removed or demoted at once, one stays")
  void lastAtOnce() throws Exception {
    String other = CONTROL.addAdministrator(caller, "b-" + email, PASSWORD);
    String auditor = role("Auditor");
    for (int round = 0; round < 5; round++) {
      List<Integer> answers =
          together(
              () -> put(person, "*", auditor).status(), () -> put(other, "*", auditor).status());
      assertThat(answers).containsExactlyInAnyOrder(200, 409);
      put(person, "*", role("Administrator")).expect(200);
      put(other, "*", role("Administrator")).expect(200);
    }
    List<Integer> answers =
        together(
            () -> caller.delete("/members/" + person).status(),
            () -> caller.delete("/members/" + other).status());
    assertThat(answers).containsExactlyInAnyOrder(204, 409);
  }

  private static List<Integer> together(Callable<Integer> one, Callable<Integer> two)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<Integer> first =
          threads.submit(() -> {
            start.await();
            return one.call();
          });
      Future<Integer> second =
          threads.submit(() -> {
            start.await();
            return two.call();
          });
      return List.of(first.get(), second.get());
    }
  }

  @Test
  @DisplayName(
      "A1 a removed member's sessions and personal keys end at once; A2 it is in the trail")
  void removed() {
    CONTROL.addAdministrator(caller, "b-" + email, PASSWORD);
    PageClient page = signedIn();
    assertThat(page.get("/overview").statusCode()).isEqualTo(200);
    ApiClient personal = CONTROL.personalKey(caller, person, "apis:read");
    personal.get("/apis").expect(200);
    caller.delete("/members/" + person).expect(204);
    personal.get("/apis").expectProblem(401, "unauthenticated");
    assertThat(page.get("/overview").headers().firstValue("Location"))
        .hasValueSatisfying(location -> assertThat(location).endsWith("/login"));
    assertThat(
            CONTROL.column(
                "SELECT action FROM audit.events WHERE company_id = '%s' ORDER BY sequence"
                    .formatted(CONTROL.companyOf(caller))))
        .containsSubsequence("api-key.deleted", "member.deleted");
    caller.delete("/members/" + person).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("A1 a removed member's personal keys stay dead when the person joins again")
  void joinsAgain() {
    CONTROL.addAdministrator(caller, "b-" + email, PASSWORD);
    ApiClient personal = CONTROL.personalKey(caller, person, "apis:read");
    caller.delete("/members/" + person).expect(204);
    rejoin();
    personal.get("/apis").expectProblem(401, "unauthenticated");
    assertThat(keysOf(person)).isEmpty();
  }

  @Test
  @DisplayName("A1 a personal key that is made while its owner is removed is gone with them")
  void madeMeanwhile() throws Exception {
    CONTROL.addAdministrator(caller, "b-" + email, PASSWORD);
    try (Connection making = CONTROL.connect();
        var other = Executors.newSingleThreadExecutor()) {
      making.setAutoCommit(false);
      try (var insert =
          making.prepareStatement(
              "INSERT INTO accounts.api_keys (id, company_id, name, hash, scopes, owner_id, created_at)"
                  + " VALUES (?, ?, 'Late', sha256(convert_to(?, 'UTF8')), '{apis:read}', ?, now())")) {
        insert.setString(1, email);
        insert.setString(2, CONTROL.companyOf(caller));
        insert.setString(3, email);
        insert.setString(4, person);
        insert.executeUpdate();
      }
      Future<Answer> removal = other.submit(() -> caller.delete("/members/" + person));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> removal.isDone() || CONTROL.isAnyoneWaiting());
      making.commit();
      removal.get().expect(204);
    }
    rejoin();
    assertThat(keysOf(person)).isEmpty();
    new ApiClient(CONTROL.port(), email).get("/apis").expectProblem(401, "unauthenticated");
  }

  private List<String> keysOf(String owner) {
    return CONTROL.column(
        "SELECT id FROM accounts.api_keys WHERE owner_id = '%s'".formatted(owner));
  }

  /** Invited again, the person signs in and joins by the link that waits. */
  private void rejoin() {
    caller
        .post(
            "/invitations",
            "{\"email\": \"%s\", \"roles\": [\"%s\"]}".formatted(email, role("Administrator")))
        .expect(201);
    PageClient administrator = new PageClient(CONTROL.port()).signIn("b-" + email, PASSWORD);
    String mail =
        CONTROL
            .column("SELECT id FROM mail.mails WHERE recipient = '%s'".formatted(email))
            .getFirst();
    String secret =
        administrator
            .get("/mails/" + mail)
            .body()
            .replaceAll("(?s).*/join\\?invitation=([A-Za-z0-9_-]+).*", "$1");
    new PageClient(CONTROL.port())
        .post("/login", "/join", "invitation", secret, "name", "Ada", "password", PASSWORD);
    caller.get("/members/" + person).expect(200);
  }

  private PageClient signedIn() {
    return new PageClient(CONTROL.port()).signIn(email, PASSWORD);
  }

  private String role(String name) {
    return CONTROL
        .column(
            "SELECT id FROM accounts.roles WHERE company_id = '%s' AND name = '%s'"
                .formatted(CONTROL.companyOf(caller), name))
        .getFirst();
  }

  private Answer put(String id, String ifMatch, String... roles) {
    return put(caller, id, ifMatch, roles);
  }

  private static Answer put(ApiClient by, String id, String ifMatch, String... roles) {
    String list = roles.length == 0 ? "" : "\"" + String.join("\", \"", roles) + "\"";
    return by.put("/members/" + id, "{\"roles\": [%s]}".formatted(list), "If-Match", ifMatch);
  }
}
