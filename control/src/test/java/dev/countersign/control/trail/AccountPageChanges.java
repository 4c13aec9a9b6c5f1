package dev.countersign.control.trail;

import dev.countersign.control.accounts.people.LinkPurpose;
import dev.countersign.control.accounts.people.OneTimeLinks;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each change of people, keys, companies and gateways that a form makes. */
final class AccountPageChanges {

  private static final String NEW_PASSWORD = "lantern meadow forty otters";

  private static final Pattern SESSION = Pattern.compile("/account/sessions/([0-9a-f]+)/end");

  private final RunningControl control;
  private final PageChanges pages;
  private final PageChanges first;
  private final ApiClient caller;
  private final List<String> secrets = new ArrayList<>(List.of(PageChanges.PASSWORD, NEW_PASSWORD));

  AccountPageChanges(RunningControl control) {
    this.control = control;
    pages = new PageChanges(control, control.company(RunningControl.EVERY_SCOPE));
    first = new PageChanges(control, control.first());
    caller = pages.caller();
    company();
    members();
    invitations();
    keys();
    installation();
    ownAccount();
    joining();
  }

  /** By route. */
  Map<String, Change> all() {
    Map<String, Change> all = new TreeMap<>(pages.all());
    all.putAll(first.all());
    return all;
  }

  /** What was typed, or came by mail, and belongs in no trail. */
  List<String> secrets() {
    return secrets;
  }

  private void company() {
    pages.of(
        "/company",
        "company.changed",
        () ->
            pages.form(
                "/company",
                "name",
                "Another",
                "sessionIdleMinutes",
                "60",
                "sessionHours",
                "24",
                "refusalDays",
                "30",
                "useDays",
                "90"));
    pages.of(
        "/roles/new",
        "role.created",
        () -> pages.form("/roles/new", "name", unique(), "permissions", "apis:view"));
    pages.of(
        "/roles/{id}",
        "role.changed",
        () -> pages.form("/roles/" + role(), "name", unique(), "permissions", "apis:edit"));
    pages.of(
        "/roles/{id}/delete", "role.deleted", () -> pages.form("/roles/" + role() + "/delete"));
  }

  private void members() {
    pages.of(
        "/members/{id}",
        "member.changed",
        () -> pages.form("/members/" + member(), "roles", role()));
    pages.of(
        "/members/{id}/remove",
        "member.deleted",
        () -> pages.form("/members/" + member() + "/remove"));
  }

  private void invitations() {
    pages.of(
        "/invitations/new",
        "invitation.created",
        () -> pages.form("/invitations/new", "email", address(), "roles", role()));
    pages.of(
        "/invitations/{id}/resend",
        "invitation.changed",
        () -> pages.form("/invitations/" + invitation(address()) + "/resend"));
    pages.of(
        "/invitations/{id}/withdraw",
        "invitation.deleted",
        () -> pages.form("/invitations/" + invitation(address()) + "/withdraw"));
  }

  private void keys() {
    pages.of(
        "/api-keys/new",
        "api-key.created",
        () ->
            pages.form(
                "/api-keys/new",
                "name",
                "K",
                "kind",
                "personal",
                "life",
                "30",
                "scopes",
                "apis:read"));
    pages.of(
        "/api-keys/{id}/delete",
        "api-key.deleted",
        () -> {
          String key = "{\"name\": \"K\", \"scopes\": [\"apis:read\"]}";
          String id = caller.post("/api-keys", key).expect(201).text("id");
          return pages.form("/api-keys/" + id + "/delete");
        });
  }

  private void installation() {
    first.of("/gateways/enrol", "gateway.enrolment-created", () -> first.form("/gateways/enrol"));
    first.of(
        "/gateways/{id}/remove",
        "gateway.deleted",
        () -> first.form("/gateways/" + control.addGateway("eu-9") + "/remove", "confirm", "eu-9"));
    first.of(
        "/companies/new",
        "company.created",
        () -> first.form("/companies/new", "name", unique(), "administrator", address()));
    first.in(
        "/companies/{id}/administrator",
        List.of("invitation.deleted", "invitation.created"),
        () -> {
          String body =
              "{\"name\": \"%s\", \"administrator\": \"%s\"}".formatted(unique(), address());
          String id = first.caller().post("/companies", body).expect(201).text("id");
          return new Change.Attempt(
              id, first.form("/companies/" + id + "/administrator", "administrator", address()));
        });
  }

  private void ownAccount() {
    own(
        "/account",
        List.of("member.changed"),
        person -> pages.form(person, "/account", "name", "Grace"));
    own(
        "/account/password",
        List.of("member.password-changed", "session.created"),
        person ->
            pages.form(
                person,
                "/account/password",
                "passwordNow",
                PageChanges.PASSWORD,
                "password",
                NEW_PASSWORD,
                "passwordRepeat",
                NEW_PASSWORD));
    own(
        "/account/sessions/end",
        List.of("session.all-ended"),
        person -> {
          String token = person.token("/account");
          return () -> person.postWithToken(token, "/account/sessions/end").statusCode();
        });
    pages.of(
        "/account/sessions/{reference}/end",
        "session.deleted",
        () -> {
          String email = pages.administrator();
          pages.signIn(email);
          PageClient person = pages.signIn(email);
          Matcher other = SESSION.matcher(person.get("/account").body());
          if (!other.find()) {
            throw new IllegalStateException("No other session to end");
          }
          return pages.form(person, other.group());
        });
  }

  private void own(String route, List<String> actions, Own prepare) {
    pages.ofMany(route, actions, () -> prepare.by(pages.signIn(pages.administrator())));
  }

  /** A change that somebody makes of what is their own. */
  private interface Own {
    IntSupplier by(PageClient person);
  }

  private void joining() {
    pages.ofMany(
        "/join",
        List.of("invitation.accepted", "member.created", "session.created"),
        () -> {
          String link = link(LinkPurpose.INVITATION, invitation(address()));
          return pages.form(
              new PageClient(control.port()),
              "/join",
              "invitation",
              link,
              "name",
              "Grace",
              "password",
              NEW_PASSWORD);
        });
    pages.ofMany(
        "/join/signed-in",
        List.of("invitation.accepted", "member.created"),
        () -> {
          String email = address();
          control.addAdministrator(
              control.company(RunningControl.EVERY_SCOPE), email, PageChanges.PASSWORD);
          String link = link(LinkPurpose.INVITATION, invitation(email));
          return pages.form(pages.signIn(email), "/join/signed-in", "invitation", link);
        });
    pages.ofMany(
        "/password",
        List.of("member.password-set", "session.created"),
        () -> {
          String link = link(LinkPurpose.PASSWORD, member());
          return pages.form(
              new PageClient(control.port()),
              "/password",
              "link",
              link,
              "password",
              NEW_PASSWORD,
              "passwordRepeat",
              NEW_PASSWORD);
        });
  }

  private String link(LinkPurpose purpose, String about) {
    String secret =
        control
            .context()
            .getBean(OneTimeLinks.class)
            .issue(purpose, about, Duration.ofHours(1))
            .reveal();
    secrets.add(secret);
    return secret;
  }

  private String role() {
    String role = "{\"name\": \"%s\", \"permissions\": [\"apis:view\"]}".formatted(unique());
    return caller.post("/roles", role).expect(201).text("id");
  }

  private String member() {
    return control.addAdministrator(caller, address(), PageChanges.PASSWORD);
  }

  private String invitation(String email) {
    String body = "{\"email\": \"%s\", \"roles\": [\"%s\"]}".formatted(email, role());
    return caller.post("/invitations", body).expect(201).text("id");
  }

  private static String address() {
    return UUID.randomUUID() + "@example.com";
  }

  private static String unique() {
    return "R" + UUID.randomUUID();
  }
}
