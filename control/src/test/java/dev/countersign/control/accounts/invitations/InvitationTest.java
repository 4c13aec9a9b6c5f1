package dev.countersign.control.accounts.invitations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.MailOptions;
import dev.countersign.control.mail.Mails;
import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.port.FreePort;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "correct horse battery staple";

  private ApiClient company;
  private String email;

  @BeforeEach
  void begin() {
    company = CONTROL.keyOf(CONTROL.company(), RunningControl.EVERY_SCOPE);
    email = UUID.randomUUID() + "@example.com";
  }

  @Test
  @DisplayName("A1 who is invited sets a name and a password by the link, and is in; once")
  void joins() {
    Answer invited = invite(email.toUpperCase(Locale.ROOT), "Auditor").expect(201);
    assertThat(invited.text("email")).isEqualTo(email);
    String link = link(CONTROL, email);
    PageClient person = new PageClient(CONTROL.port());
    assertThat(person.get(link).body()).contains("Join A company", email);
    assertThat(person.get(link).statusCode()).as("looking uses nothing up").isEqualTo(200);
    HttpResponse<String> joined = join(person, link, "Grace");
    assertThat(joined.headers().firstValue("Location").orElseThrow()).endsWith("/overview");
    assertThat(person.get("/overview").body()).contains("Grace", "/audit");
    assertThat(company.get("/members?q=Grace").ids()).hasSize(1);
    assertThat(company.get("/invitations").ids()).isEmpty();
    assertThat(new PageClient(CONTROL.port()).get(link).statusCode()).isEqualTo(410);
    assertThat(
            CONTROL.column(
                "SELECT action FROM audit.events WHERE company_id = '%s' ORDER BY sequence"
                    .formatted(CONTROL.companyOf(company))))
        .containsSubsequence("invitation.created", "invitation.accepted", "member.created");
  }

  @Test
  @DisplayName("A1 whoever joins and whoever ends all invitations of the company wait in one order")
  void oneOrder() throws Exception {
    String id = invite(email, "Auditor").expect(201).text("id");
    String link = link(CONTROL, email);
    PageClient person = new PageClient(CONTROL.port());
    try (Connection ending = CONTROL.connect();
        var thread = Executors.newSingleThreadExecutor()) {
      ending.setAutoCommit(false);
      run(
          ending,
          "SELECT FROM accounts.companies WHERE id = '%s' FOR UPDATE"
              .formatted(CONTROL.companyOf(company)));
      Future<HttpResponse<String>> joining = thread.submit(() -> join(person, link, "Grace"));
      await("somebody waits for the company's row").until(CONTROL::isAnyoneWaiting);
      run(ending, "SET LOCAL lock_timeout = '500ms'");
      run(ending, "DELETE FROM accounts.one_time_links WHERE about = '%s'".formatted(id));
      run(ending, "DELETE FROM accounts.invitations WHERE id = '%s'".formatted(id));
      ending.commit();
      assertThat(joining.get().statusCode()).isEqualTo(410);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  @DisplayName(
      "A1 the link's secret is in no answer, and in the tables of accounts as a hash alone")
  void secret() {
    Answer invited = invite(email, "Auditor").expect(201);
    String secret = link(CONTROL, email).split("=")[1];
    assertThat(invited.body()).doesNotContain(secret);
    assertThat(company.get("/invitations").body()).contains(email).doesNotContain(secret);
    assertThat(CONTROL.column("SELECT row_to_json(l)::text FROM accounts.one_time_links l"))
        .noneMatch(row -> row.contains(secret));
    assertThat(CONTROL.column("SELECT row_to_json(e)::text FROM audit.events e"))
        .noneMatch(row -> row.contains(secret));
  }

  @Test
  @DisplayName("A1 nobody invites to more than they may, themselves included, nor sends it again")
  void noMore() {
    ApiClient clerk =
        CONTROL.keyOf(company, "members:read", "members:write", "apis:read", "audit:read");
    invite(clerk, email, "Administrator").expectField("roles", "not_yours");
    String invitation = invite(email, "Administrator").expect(201).text("id");
    clerk.post("/invitations/" + invitation + "/resend", null).expectField("roles", "not_yours");
    CONTROL.addMember(company, "b-" + email, PASSWORD, "members:view", "members:create");
    invite("b-" + email, "Auditor").expectField("email", "member");
  }

  @Test
  @DisplayName(
      "A1 a waiting link is shown to those who could make it with its roles as they are now")
  void grown() {
    Answer role = role("\"apis:view\"");
    invite(company, email, new String[] {role.text("id")}).expect(201);
    String mail = "/mails/" + mail();
    PageClient clerk = CONTROL.member(company, "members:create", "apis:view");
    PageClient more = CONTROL.member(company, "members:create", "apis:view", "apis:edit");
    assertThat(clerk.get(mail).body()).contains("/join?");
    grow(company, role);
    assertThat(clerk.get(mail).body()).contains("a link for the recipient alone");
    assertThat(clerk.get(mail).body()).doesNotContain("/join?");
    assertThat(more.get(mail).body()).contains("/join?");
  }

  @Test
  @DisplayName("A1 nobody sends a kept mail whose invitation they could not make now: 422")
  void keptMail(@TempDir Path directory) {
    TestDatabase database = TestPostgres.shared().database();
    Answer role;
    String mail;
    try (RunningControl control =
        RunningControl.start(database, directory, InstantSource.system())) {
      role = role(control.first(), "\"apis:view\"");
      invite(control.first(), email, new String[] {role.text("id")}).expect(201);
      mail = "/mails/" + control.column("SELECT id FROM mail.mails").getFirst();
    }
    MailOptions nowhere =
        new MailOptions(
            "127.0.0.1",
            FreePort.next(),
            MailOptions.Tls.NONE,
            Optional.empty(),
            "countersign@example.com",
            Duration.ofSeconds(5));
    try (RunningControl control =
        RunningControl.start(database, directory, InstantSource.system(), nowhere)) {
      PageClient clerk = control.member(control.first(), "members:create", "apis:view");
      PageClient more = control.member(control.first(), "members:create", "apis:view", "apis:edit");
      assertThat(clerk.get(mail).body()).contains("Send again");
      grow(control.first(), role);
      assertThat(clerk.get(mail).body()).doesNotContain("Send again");
      HttpResponse<String> refused = clerk.post(mail, mail + "/send");
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(control.column("SELECT state FROM mail.mails")).containsExactly("kept");
      assertThat(more.post(mail, mail + "/send").statusCode()).isEqualTo(302);
      assertThat(control.column("SELECT state FROM mail.mails")).containsExactly("queued");
      assertThat(more.get(mail).body()).as("a mail server brings it").doesNotContain("/join?");
    }
  }

  private Answer role(String permissions) {
    return role(company, permissions);
  }

  private static Answer role(ApiClient by, String permissions) {
    String document = "{\"name\": \"Grows\", \"permissions\": [%s]}".formatted(permissions);
    return by.post("/roles", document).expect(201);
  }

  private static void grow(ApiClient by, Answer role) {
    by.put(
            "/roles/" + role.text("id"),
            "{\"name\": \"Grows\", \"permissions\": [\"apis:view\", \"apis:edit\"]}")
        .expect(200);
  }

  /** The id of the newest mail to the invited address. */
  private String mail() {
    return CONTROL
        .column(
            "SELECT id FROM mail.mails WHERE recipient = '%s' ORDER BY created_at DESC, id DESC"
                .formatted(email))
        .getFirst();
  }

  @Test
  @DisplayName("A1 a link is void once another was sent, and once it was withdrawn")
  void voidLinks() {
    String id = invite(email, "Auditor").expect(201).text("id");
    String first = link(CONTROL, email);
    invite(email, "Auditor").expectField("email", "invited");
    company.post("/invitations/" + id + "/resend", null).expect(200);
    String second = link(CONTROL, email);
    assertThat(second).isNotEqualTo(first);
    PageClient person = new PageClient(CONTROL.port());
    assertThat(person.get(first).statusCode()).isEqualTo(410);
    assertThat(person.get(second).statusCode()).isEqualTo(200);
    company.delete("/invitations/" + id).expect(204);
    assertThat(person.get(second).statusCode()).isEqualTo(410);
    assertThat(join(person, second, "Late").statusCode()).isEqualTo(410);
    company.get("/invitations/" + id).expectProblem(404, "not_found");
    company.delete("/invitations/" + id).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("A1 a link works for 7 days, to the instant")
  void expires(@TempDir Path directory) {
    Instant start = Instant.parse("2026-03-01T10:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(start);
    try (RunningControl control =
        RunningControl.start(TestPostgres.shared().database(), directory, now::get)) {
      String role = control.first().get("/roles?q=Auditor").ids().getFirst();
      Answer invited = invite(control.first(), email, new String[] {role}).expect(201);
      String link = link(control, email);
      PageClient person = new PageClient(control.port());
      now.set(start.plus(Duration.ofDays(7)).minusNanos(1000));
      assertThat(person.get(link).statusCode()).isEqualTo(200);
      now.set(start.plus(Duration.ofDays(7)));
      assertThat(person.get(link).statusCode()).isEqualTo(410);
      assertThat(control.first().get("/invitations/" + invited.text("id")).text("status"))
          .isEqualTo("expired");
    }
  }

  @Test
  @DisplayName("A1 a member of another company joins after signing in, and keeps their password")
  void existing() {
    ApiClient other = CONTROL.company();
    CONTROL.addMember(other, email, PASSWORD, "apis:view");
    invite(email, "Auditor").expect(201);
    String link = link(CONTROL, email);
    PageClient person = new PageClient(CONTROL.port());
    HttpResponse<String> stolen = join(person, link, "Mallory");
    assertThat(stolen.statusCode()).as("the link sets no member's password").isEqualTo(422);
    assertThat(stolen.body()).contains("Sign in and join", "If you sign in here already");
    person.signIn(email, PASSWORD);
    String page = link.replace("/join", "/join/signed-in");
    assertThat(person.get(page).body()).contains("Join A company", "Auditor");
    HttpResponse<String> joined =
        person.post(page, "/join/signed-in", "invitation", secretOf(link));
    assertThat(joined.statusCode()).isEqualTo(302);
    assertThat(company.get("/members?q=" + email).ids()).hasSize(1);
    assertThat(other.get("/members?q=" + email).ids()).hasSize(1);
  }

  @Test
  @DisplayName("A1 an invitation's page does not tell whether the invited signs in here already")
  void sameForBoth() {
    String member = "m-" + email;
    CONTROL.addMember(CONTROL.company(), member, PASSWORD, "apis:view");
    invite(email, "Auditor").expect(201);
    invite(member, "Auditor").expect(201);
    assertThat(joinPage(member))
        .isEqualTo(joinPage(email))
        .contains("Your name", "Sign in and join");
  }

  /** What the link of this address opens, without what is another for each. */
  private static String joinPage(String address) {
    String link = link(CONTROL, address);
    return new PageClient(CONTROL.port())
        .get(link)
        .body()
        .replace(address, "ADDRESS")
        .replace(secretOf(link), "SECRET")
        .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
  }

  @Test
  @DisplayName(
      "A1 whoever was made a member elsewhere meanwhile signs in and joins by the waiting link")
  void memberMeanwhile() {
    ApiClient other = CONTROL.keyOf(CONTROL.company(), RunningControl.EVERY_SCOPE);
    String role = other.get("/roles?q=Auditor").ids().getFirst();
    invite(email, "Auditor").expect(201);
    String link = link(CONTROL, email);
    invite(other, email, new String[] {role}).expect(201);
    assertThat(join(new PageClient(CONTROL.port()), link(CONTROL, email), "Grace").statusCode())
        .isEqualTo(302);
    PageClient person = new PageClient(CONTROL.port());
    HttpResponse<String> anew = join(person, link, "Grace");
    assertThat(anew.statusCode()).isEqualTo(422);
    assertThat(anew.body()).contains("/join/signed-in?invitation=" + secretOf(link));
    person.signIn(email, PASSWORD);
    String page = link.replace("/join", "/join/signed-in");
    assertThat(person.post(page, "/join/signed-in", "invitation", secretOf(link)).statusCode())
        .isEqualTo(302);
    assertThat(company.get("/members?q=" + email).ids()).hasSize(1);
  }

  @Test
  @DisplayName("A1 a link cannot be used for another address, and is not used up by the attempt")
  void anotherAddress() {
    String mine = "mine-" + email;
    CONTROL.addMember(CONTROL.company(), mine, PASSWORD, "apis:view");
    invite(email, "Auditor").expect(201);
    String link = link(CONTROL, email);
    PageClient thief = new PageClient(CONTROL.port()).signIn(mine, PASSWORD);
    String page = link.replace("/join", "/join/signed-in");
    HttpResponse<String> refused =
        thief.post(page, "/join/signed-in", "invitation", secretOf(link));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains(email, mine, "Sign out");
    assertThat(company.get("/members?q=mine").ids()).isEmpty();
    assertThat(join(new PageClient(CONTROL.port()), link, "Grace").statusCode()).isEqualTo(302);
  }

  @Test
  @DisplayName("A1 a bad name or password is told at its field, and the link stays good")
  void badJoin() {
    invite(email, "Auditor").expect(201);
    String link = link(CONTROL, email);
    PageClient person = new PageClient(CONTROL.port());
    HttpResponse<String> refused =
        person.post(
            link, "/join", "invitation", secretOf(link), "name", "<b>x", "password", "short");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("A password needs 12", "&lt;b>x").doesNotContain("short\"");
    assertThat(join(person, link, "Grace").statusCode()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.com\\r\\nBcc: b@example.com",
        "a@example.com\\nX: y",
        "<script>alert(1)</script>@example.com",
        "a b@example.com",
        "a@b@example.com",
        "nobody",
        "a\\u0000@example.com"
      })
  @DisplayName("An address that is none, or would write headers or script, is refused")
  void badAddress(String address) {
    invite(address, "Auditor").expectField("email", "malformed");
  }

  @Test
  @DisplayName("S7 another company's roles are given by no invitation")
  void foreignRole() {
    String theirs = CONTROL.company().get("/roles?q=Auditor").ids().getFirst();
    invite(company, email, new String[] {theirs}).expectField("roles", "unknown");
  }

  private Answer invite(ApiClient by, String address, String role) {
    return invite(by, address, new String[] {company.get("/roles?q=" + role).ids().getFirst()});
  }

  private Answer invite(String address, String role) {
    return invite(company, address, role);
  }

  private static Answer invite(ApiClient by, String address, String[] roles) {
    String list = Arrays.stream(roles).map("\"%s\""::formatted).collect(Collectors.joining(", "));
    return by.post("/invitations", "{\"email\": \"%s\", \"roles\": [%s]}".formatted(address, list));
  }

  private static String link(RunningControl control, String email) {
    String[] newest =
        control
            .column(
                "SELECT company_id || ' ' || id FROM mail.mails WHERE recipient = '%s' ORDER BY created_at DESC, id DESC"
                    .formatted(email))
            .getFirst()
            .split(" ");
    String text =
        control
            .context()
            .getBean(Mails.class)
            .find(newest[0], newest[1], about -> true)
            .orElseThrow()
            .text();
    return text.replaceAll("(?s).*https?://[^/]+(/join\\?\\S+).*", "$1");
  }

  private static String secretOf(String link) {
    return link.substring(link.indexOf('=') + 1);
  }

  private static HttpResponse<String> join(PageClient person, String link, String name) {
    return person.post(
        "/login", "/join", "invitation", secretOf(link), "name", name, "password", PASSWORD);
  }
}
