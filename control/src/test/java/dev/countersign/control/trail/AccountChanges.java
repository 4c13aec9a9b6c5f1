package dev.countersign.control.trail;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Each change of people, keys, companies and gateways that the REST API makes. */
final class AccountChanges {

  private final RunningControl control;
  private final ApiClient caller;
  private final ApiClient first;
  private final Map<String, Change> changes = new TreeMap<>();

  private AccountChanges(RunningControl control) {
    this.control = control;
    caller = control.company(RunningControl.EVERY_SCOPE);
    first = control.first();
    people();
    invitations();
    installation();
  }

  /** By route. */
  static Map<String, Change> all(RunningControl control) {
    return new AccountChanges(control).changes;
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
    of("POST /api/v1/roles application/json", "role.created", () -> () -> role("R" + unique()));
    of(
        "PUT /api/v1/roles/{id} application/json",
        "role.changed",
        () -> {
          String id = role("R" + unique()).text("id");
          return () ->
              caller.put(
                  "/roles/" + id,
                  "{\"name\": \"%s\", \"permissions\": [\"apis:edit\"]}".formatted(unique()));
        });
    of(
        "DELETE /api/v1/roles/{id} application/json",
        "role.deleted",
        () -> {
          String id = role("R" + unique()).text("id");
          return () -> caller.delete("/roles/" + id);
        });
    of(
        "PUT /api/v1/members/{id} application/json",
        "member.changed",
        () -> {
          String role = role("R" + unique()).text("id");
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
          String role = role("R" + unique()).text("id");
          return () -> invite(role);
        });
    of(
        "POST /api/v1/invitations/{id}/resend application/json",
        "invitation.changed",
        () -> {
          String id = invitation().text("id");
          return () -> caller.post("/invitations/" + id + "/resend", "");
        });
    of(
        "DELETE /api/v1/invitations/{id} application/json",
        "invitation.deleted",
        () -> {
          String id = invitation().text("id");
          return () -> caller.delete("/invitations/" + id);
        });
  }

  private Answer invitation() {
    return invite(role("R" + unique()).text("id"));
  }

  private Answer invite(String role) {
    return caller.post(
        "/invitations",
        "{\"email\": \"%s@example.com\", \"roles\": [\"%s\"]}".formatted(UUID.randomUUID(), role));
  }

  private void installation() {
    ofFirst(
        "POST /api/v1/companies application/json",
        "company.created",
        () -> () -> first.post("/companies", company()));
    changes.put(
        "POST /api/v1/companies/{id}/administrator application/json",
        new Change(
            "api_key",
            List.of("invitation.deleted", "invitation.created"),
            () -> {
              String id = first.post("/companies", company()).expect(201).text("id");
              return new Change.Attempt(
                  id,
                  () ->
                      first
                          .post(
                              "/companies/" + id + "/administrator",
                              "{\"administrator\": \"%s@example.com\"}"
                                  .formatted(UUID.randomUUID()))
                          .status());
            }));
    ofFirst(
        "POST /api/v1/gateways/enrolments application/json",
        "gateway.enrolment-created",
        () -> () -> first.post("/gateways/enrolments", ""));
    ofFirst(
        "DELETE /api/v1/gateways/{id} application/json",
        "gateway.deleted",
        () -> {
          String id = control.addGateway("eu-9");
          return () -> first.delete("/gateways/" + id);
        });
  }

  private static String company() {
    return "{\"name\": \"%s\", \"administrator\": \"%s@example.com\"}"
        .formatted(unique(), UUID.randomUUID());
  }

  private void ofFirst(String route, String action, Supplier<Supplier<Answer>> prepare) {
    changes.put(route, Change.byRest(control.companyOf(first), List.of(action), prepare));
  }

  private void of(String route, String action, Supplier<Supplier<Answer>> prepare) {
    changes.put(route, Change.byRest(control.companyOf(caller), List.of(action), prepare));
  }

  private Answer role(String name) {
    return caller.post(
        "/roles", "{\"name\": \"%s\", \"permissions\": [\"apis:view\"]}".formatted(name));
  }

  private String member() {
    String email = UUID.randomUUID() + "@example.com";
    control.addMember(caller, email, "a password of some length", "apis:view");
    return control
        .column("SELECT id FROM accounts.people WHERE email = '%s'".formatted(email))
        .getFirst();
  }

  private static String unique() {
    return "/" + UUID.randomUUID();
  }
}
