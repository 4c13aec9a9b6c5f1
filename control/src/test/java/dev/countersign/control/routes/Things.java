package dev.countersign.control.routes;

import dev.countersign.control.accounts.session.Sessions;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.RefusalCount;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A company with one of each thing that a route can name, all called the same. */
final class Things {

  private static final String PASSWORD = "tulip harbour ninety crates";

  private final RunningControl control;
  private final ApiClient caller;
  private final String name;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private PageClient administrator;

  /** Makes the company and fills it. */
  Things(RunningControl control, String name) {
    this.control = control;
    this.caller = control.company(RunningControl.EVERY_SCOPE);
    this.name = name;
    made();
    people();
    reported();
    installation();
    ids.put("audit", "1");
  }

  private void made() {
    String certificate =
        created(
            "/certificates", Map.of("name", name, "pem", TestCertificate.selfSigned(name).pem()));
    String api =
        created(
            "/apis",
            Map.of(
                "name",
                name,
                "listenPath",
                "/" + UUID.randomUUID(),
                "upstream",
                Map.of("url", "http://127.0.0.1:9000"),
                "mutualTls",
                Map.of("mode", "enforce", "allowList", List.of(certificate))));
    ids.put("certificates", certificate);
    ids.put("apis", api);
    ids.put(
        "credentials",
        created(
            "/credentials",
            Map.of("name", name, "apis", List.of(api), "boundCertificates", List.of(certificate))));
    ids.put("roles", created("/roles", Map.of("name", name, "permissions", List.of("apis:view"))));
    ids.put("api-keys", created("/api-keys", Map.of("name", name, "scopes", List.of("apis:read"))));
  }

  private void people() {
    String email = UUID.randomUUID() + "@example.com";
    ids.put("members", control.addAdministrator(caller, email, PASSWORD));
    administrator = new PageClient(control.port(), name).signIn(email, PASSWORD);
    administrator.post("/account", "/account", "name", name);
    ids.put(
        "account",
        Sessions.reference(
            one(
                "SELECT session_id FROM accounts.sessions WHERE principal_name = '%s'",
                "members")));
    control.personalKey(caller, ids.get("members"), "apis:read");
    Map<String, Object> invitation =
        Map.of("email", UUID.randomUUID() + "@example.com", "roles", List.of(ids.get("roles")));
    ids.put("invitations", created("/invitations", invitation));
    ids.put("companies", control.companyOf(caller));
    ids.put("mails", one("SELECT id FROM mail.mails WHERE company_id = '%s'", "companies"));
  }

  /** What gateways saw. */
  private void reported() {
    String id = SampleReport.newId();
    RefusalRecord refusal = refusal(id);
    RefusalCount count = SampleReport.count(ids.get("apis"), 1);
    try {
      ((ReportReceiver) control.plane().feed())
          .receive(
              new Report(
                  UUID.randomUUID().toString(), 1, List.of(), List.of(count), List.of(refusal), 0));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    ids.put("refusals", id);
  }

  /** What a client wrote itself is in it too: its names, its path, the host it asked for. */
  private RefusalRecord refusal(String id) {
    Instant now = Instant.now();
    RefusalRecord.Leaf leaf =
        new RefusalRecord.Leaf(
            ids.get("certificates"),
            "CN=" + name,
            "CN=Issuer of " + name,
            "1",
            List.of("DNS:" + name),
            now.minusSeconds(60),
            now.plusSeconds(60),
            "EC",
            256,
            false,
            null);
    return new RefusalRecord(
        id,
        now,
        ids.get("apis"),
        name,
        name,
        "/" + name,
        403,
        "certificate_not_allowed",
        "unknown",
        "The client " + name + " is not known.",
        "Put " + name + " on the list.",
        new RefusalRecord.Presented(
            leaf, List.of(ids.get("certificates")), "TLSv1.3", name, ids.get("credentials")),
        new RefusalRecord.Expected(List.of(), 0, List.of()),
        List.of());
  }

  /** A gateway is nobody's: who may see one sees all. */
  private void installation() {
    ids.put("gateways", control.addGateway(name));
  }

  private String one(String sql, String kind) {
    return control.column(sql.formatted(ids.get(kind))).getFirst();
  }

  private String created(String path, Map<String, ?> document) {
    return caller.post(path, json(document)).expect(201).text("id");
  }

  static String json(Object document) {
    return JsonMapper.shared().writeValueAsString(document);
  }

  /** A caller with a key of every scope. */
  ApiClient caller() {
    return caller;
  }

  /** An administrator, signed in. */
  PageClient administrator() {
    return administrator;
  }

  /** The id of the thing of this kind, as addresses call it. */
  String id(String kind) {
    String id = ids.get(kind);
    if (id == null) {
      throw new IllegalArgumentException("Make one of " + kind + " too, so that it is walked");
    }
    return id;
  }

  /** Every id, by the kind of thing. */
  Map<String, String> ids() {
    return new LinkedHashMap<>(ids);
  }

  /** The number of the last event of the company's trail. */
  String lastEvent() {
    return one("SELECT max(sequence) FROM audit.events WHERE company_id = '%s'", "companies");
  }

  /** The address of this route for the things here. */
  String path(Routes.Route route) {
    if (route.hasVariable()) {
      id(kind(route));
    }
    return fill(route, ids);
  }

  /** The address of this route for these things. */
  static String fill(Routes.Route route, Map<String, String> ids) {
    String id = ids.getOrDefault(kind(route), "");
    String certificate = ids.get("certificates");
    return route.fill(
        Map.of("id", id, "reference", id, "sequence", id, "certificateId", certificate));
  }

  /** Which kind of thing a route names, as addresses call it. */
  static String kind(Routes.Route route) {
    return route.pattern().replace("/api/v1", "").replaceFirst("^/", "").split("/")[0];
  }

  /** Every row of the company, in every table but the audit trail, which notes who was refused. */
  List<String> everything() {
    List<String> rows = new ArrayList<>();
    for (String table :
        control.column(
            "SELECT table_schema || '.' || table_name FROM information_schema.columns"
                + " WHERE column_name = 'company_id' AND table_schema <> 'audit' ORDER BY 1")) {
      rows.addAll(
          control.column(
              "SELECT '%1$s ' || t::text FROM %1$s t WHERE company_id = '%2$s' ORDER BY 1"
                  .formatted(table, ids.get("companies"))));
    }
    return rows;
  }
}
