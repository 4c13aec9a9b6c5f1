package dev.countersign.e2e.browser;

import static dev.countersign.e2e.harness.Management.expect;

import dev.countersign.e2e.harness.ClientIdentity;
import dev.countersign.e2e.harness.Dashboard;
import dev.countersign.e2e.harness.Management;
import dev.countersign.e2e.harness.SampleUpstream;
import dev.countersign.testkit.certificate.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A company with something on every screen.
 *
 * @param ids what stands for a name in the address of a screen
 * @param newcomer a certificate that it does not have, with its issuer: PEM
 */
record SampleCompany(Map<String, String> ids, String newcomer) {

  /** Fills a new company by the management API, and makes calls through its gateway. */
  static SampleCompany of(
      Dashboard dashboard, String apiKey, SampleUpstream upstream, Path directory)
      throws Exception {
    Management management = dashboard.management(apiKey);
    Map<String, String> ids = new LinkedHashMap<>();
    ClientIdentity listed = ClientIdentity.selfSigned(directory, "orders-sync");
    ClientIdentity stranger = ClientIdentity.selfSigned(directory.resolve("other"), "orders-sync");
    TestCertificate authority = TestCertificate.ca("Contoso Issuing CA 2");
    String certificate = management.storeCertificate(listed.pem());
    String expiring = store(management, "O=Northwind Traders,CN=billing-batch", -347, 18);
    String issuer = management.storeCertificate(authority.pem());
    ids.put("certificate", certificate);
    ids.put("expiring", expiring);
    ids.put("authority", issuer);
    ids.put("future", store(management, "CN=litware-mobile-gw", 1, 366));
    ids.put(
        "unused",
        store(
            management, "CN=\\<script\\>alert(1)\\</script\\> & \\<b\\>Adatum\\</b\\>", -20, 700));
    String api =
        management.publishApi(
            "Orders API", "/orders", upstream.uri(), List.of(certificate, expiring, issuer));
    ids.put("api", api);
    management.publishApi("Invoices API", "/invoices", upstream.uri(), List.of(expiring));
    var credential =
        expect(
            201,
            management.send(
                "POST", "/credentials", Map.of("name", "Orders prod", "apis", List.of(api))));
    ids.put("credential", credential.get("id").asString());
    ids.put("gateway", first(management, "/gateways", "id"));
    String token = credential.get("token").asString();
    SampleCalls calls = new SampleCalls(dashboard);
    calls.untilLetIn(listed, token);
    ids.put("refusal", calls.refused(stranger, token));
    String revoked = store(management, "CN=tailspin-erp", -200, 165);
    expect(204, management.send("PUT", "/certificates/" + revoked + "/revocation", null));
    ids.put("revoked", revoked);
    ids.put(
        "company",
        expect(
                201,
                management.send(
                    "POST",
                    "/companies",
                    Map.of("name", "Contoso", "administrator", "cleo@contoso.example")))
            .get("id")
            .asString());
    ids.put("key", first(management, "/api-keys", "id"));
    ids.put("invitation", first(management, "/invitations", "id"));
    ids.put("role", first(management, "/roles", "id"));
    ids.put("member", first(management, "/members", "id"));
    ids.put("event", first(management, "/audit", "sequence"));
    TestCertificate contoso = TestCertificate.ca("Contoso Root").issueCa("Contoso Issuing CA 3");
    String newcomer = contoso.issueClient("contoso-erp").chainPem();
    return new SampleCompany(ids, newcomer);
  }

  /** The same with one more name. */
  SampleCompany with(String name, String id) {
    Map<String, String> more = new LinkedHashMap<>(ids);
    more.put(name, id);
    return new SampleCompany(more, newcomer);
  }

  /** An address with the ids in the place of their names. */
  String path(String template) {
    String path = template;
    for (var id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    return path;
  }

  private static String first(Management management, String list, String field) throws Exception {
    return expect(200, management.send("GET", list, null))
        .get("items")
        .get(0)
        .get(field)
        .asString();
  }

  private static String store(Management management, String name, int from, int until)
      throws Exception {
    TestCertificate certificate =
        TestCertificate.selfSigned(
            "sample",
            maker ->
                maker
                    .subject(name)
                    .clientAuth()
                    .validFrom(Instant.now().plus(Duration.ofDays(from)))
                    .validUntil(Instant.now().plus(Duration.ofDays(until)).plusSeconds(3600)));
    return management.storeCertificate(certificate.pem());
  }
}
