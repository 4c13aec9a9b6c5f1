package dev.countersign.control.accounts;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company with one of each thing, whose ids nobody else may use. */
final class Others {

  /** In the name of each of its things. */
  static final String SECRET_NAME = "Others-own";

  private static @Nullable ApiClient company;
  private static final List<String> IDS = new ArrayList<>();

  private Others() {}

  static synchronized ApiClient company(RunningControl control) {
    if (company == null) {
      ApiClient filled = control.company(RunningControl.EVERY_SCOPE);
      fill(control, filled);
      company = filled;
    }
    return company;
  }

  private static void fill(RunningControl control, ApiClient caller) {
    IDS.add(caller.upload(TestCertificate.selfSigned(SECRET_NAME)).expect(201).text("id"));
    IDS.add(
        caller
            .post("/apis", ApiClient.api("/others-own").replace("Orders", SECRET_NAME))
            .expect(201)
            .text("id"));
    IDS.add(
        caller
            .post("/credentials", "{\"name\": \"%s\", \"apis\": []}".formatted(SECRET_NAME))
            .expect(201)
            .text("id"));
    IDS.add(
        caller
            .post(
                "/roles",
                "{\"name\": \"%s\", \"permissions\": [\"apis:view\"]}".formatted(SECRET_NAME))
            .expect(201)
            .text("id"));
    IDS.add(
        caller
            .post(
                "/api-keys",
                "{\"name\": \"%s\", \"scopes\": [\"apis:read\"]}".formatted(SECRET_NAME))
            .expect(201)
            .text("id"));
    IDS.add(
        control.addAdministrator(
            caller, SECRET_NAME.toLowerCase(java.util.Locale.ROOT) + "@example.com", "any"));
  }

  static List<String> ids(RunningControl control) {
    company(control);
    return List.copyOf(IDS);
  }

  /** Every row of the company, in every table but the audit trail, which notes who was refused. */
  static List<String> everything(RunningControl control, ApiClient caller) {
    String id = control.companyOf(caller);
    List<String> rows = new ArrayList<>();
    for (String table :
        control.column(
            "SELECT table_schema || '.' || table_name FROM information_schema.columns"
                + " WHERE column_name = 'company_id' AND table_schema <> 'audit' ORDER BY 1")) {
      rows.addAll(
          control.column(
              "SELECT '%1$s ' || t::text FROM %1$s t WHERE company_id = '%2$s' ORDER BY 1"
                  .formatted(table, id)));
    }
    return rows;
  }
}
