package dev.countersign.control.trail;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Each change of certificates, APIs and credentials that the REST API makes. */
final class ProviderChanges {

  private final ApiClient caller;
  private final String company;
  private final Map<String, Change> changes = new TreeMap<>();

  private ProviderChanges(RunningControl control) {
    caller = control.company(RunningControl.EVERY_SCOPE);
    company = control.companyOf(caller);
    certificates();
    apis();
    credentials();
  }

  /** By route. */
  static Map<String, Change> all(RunningControl control) {
    return new ProviderChanges(control).changes;
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

  private void of(String route, String action, Supplier<Supplier<Answer>> prepare) {
    changes.put(route, Change.byRest(company, List.of(action), prepare));
  }

  private static String path() {
    return "/" + UUID.randomUUID();
  }
}
