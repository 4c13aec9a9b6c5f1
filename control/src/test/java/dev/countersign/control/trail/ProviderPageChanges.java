package dev.countersign.control.trail;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.Map;
import java.util.UUID;

/** Each change of certificates, APIs and credentials that a form makes. */
final class ProviderPageChanges {

  private final PageChanges pages;
  private final ApiClient caller;

  private ProviderPageChanges(RunningControl control) {
    pages = new PageChanges(control, control.company(RunningControl.EVERY_SCOPE));
    caller = pages.caller();
    certificates();
    apis();
    credentials();
  }

  /** By route. */
  static Map<String, Change> all(RunningControl control) {
    return new ProviderPageChanges(control).pages.all();
  }

  private void certificates() {
    pages.of(
        "/certificates/upload [store]",
        "certificate.created",
        () ->
            pages.form(
                "/certificates/upload",
                "store",
                "yes",
                "name",
                "Stored",
                "pem",
                TestCertificate.selfSigned("stored").pem()));
    pages.of(
        "/certificates/{id}/allow",
        "allow-list.created",
        () ->
            pages.form(
                "/certificates/" + caller.newCertificate("allowed") + "/allow",
                "added",
                caller.newApi(path())));
    certificate("rename", "certificate.changed", "name", "Other");
    certificate("revoke", "certificate.changed");
    pages.of(
        "/certificates/{id}/lift",
        "certificate.changed",
        () -> {
          String id = caller.newCertificate("lifted");
          caller.put("/certificates/" + id + "/revocation", "").expect(204);
          return pages.form("/certificates/" + id + "/lift");
        });
    certificate("delete", "certificate.deleted", "apis", "0", "credentials", "0", "paths", "0");
  }

  private void certificate(String what, String action, String... fields) {
    pages.of(
        "/certificates/{id}/" + what,
        action,
        () -> pages.form("/certificates/" + caller.newCertificate(what) + "/" + what, fields));
  }

  private void apis() {
    pages.of("/apis/new", "api.created", () -> pages.form("/apis/new", api("Made")));
    pages.of(
        "/apis/{id}/edit",
        "api.changed",
        () -> pages.form("/apis/" + caller.newApi(path()) + "/edit", api("Edited")));
    pages.of(
        "/apis/{id}/delete",
        "api.deleted",
        () -> pages.form("/apis/" + caller.newApi(path()) + "/delete", "confirm", "Orders"));
    pages.of(
        "/apis/{id}/allow-list/{certificateId}/add",
        "allow-list.created",
        () -> pages.form(entry() + "/add"));
    pages.of(
        "/apis/{id}/allow-list/{certificateId}/remove",
        "allow-list.deleted",
        () -> {
          String entry = entry();
          caller.put(entry, "").expect(204);
          return pages.form(entry + "/remove");
        });
  }

  private String entry() {
    return "/apis/" + caller.newApi(path()) + "/allow-list/" + caller.newCertificate("listed");
  }

  private static String[] api(String name) {
    return new String[] {
      "name",
      name,
      "listenPath",
      path(),
      "upstream.url",
      "http://127.0.0.1:9000",
      "upstream.timeout",
      "30s",
      "authentication.type",
      "auth-token",
      "mutualTls.mode",
      "off",
      "active",
      "true"
    };
  }

  private void credentials() {
    pages.of(
        "/credentials/new",
        "credential.created",
        () -> pages.form("/credentials/new", "name", "App"));
    credential("edit", "credential.changed", "name", "Other");
    credential("suspend", "credential.changed");
    pages.of(
        "/credentials/{id}/activate",
        "credential.changed",
        () -> {
          String id = caller.newCredential();
          caller.patch("/credentials/" + id, "{\"status\": \"suspended\"}").expect(200);
          return pages.form("/credentials/" + id + "/activate");
        });
    credential("rotate", "credential.rotated", "overlap", "1h");
    credential("revoke", "credential.changed", "confirm", "App");
    credential("delete", "credential.deleted", "confirm", "App");
  }

  private void credential(String what, String action, String... fields) {
    pages.of(
        "/credentials/{id}/" + what,
        action,
        () -> pages.form("/credentials/" + caller.newCredential() + "/" + what, fields));
  }

  private static String path() {
    return "/" + UUID.randomUUID();
  }
}
