package dev.countersign.server.demo;

import dev.countersign.pki.issue.HeldCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A company with two APIs, configured over the management API as an operator would do it, and the
 * files of its consumers.
 *
 * @param ordersApi the id of the API with mutual TLS
 * @param borisCertificate the id of a listed certificate that can be taken off the list
 */
record SampleCompany(String ordersApi, String borisCertificate) {

  /** Makes everything; the consumers' files lie in the folder afterwards. */
  static SampleCompany found(Management management, Path clients, String upstream)
      throws IOException, InterruptedException {
    Identities identities = Identities.make();
    writeFiles(identities, clients);
    String anna = management.store("Anna", identities.anna().certificate().toPem());
    String boris = management.store("Boris", identities.boris().certificate().toPem());
    String root = management.store("Partner Root CA", identities.partnerRoot().toPem());
    management.store("Partner Issuing CA", identities.partnerIssuing().toPem());
    String orders =
        api(
            management,
            "Orders",
            "/orders",
            upstream,
            "auth-token",
            Map.of("mode", "enforce", "allowList", List.of(anna, boris, root)));
    api(management, "Catalogue", "/catalogue", upstream, "none", Map.of("mode", "off"));
    credential(management, clients, "anna", orders, List.of(anna));
    credential(management, clients, "boris", orders, List.of());
    credential(management, clients, "carla", orders, List.of());
    return new SampleCompany(orders, boris);
  }

  private static String api(
      Management management,
      String name,
      String listenPath,
      String upstream,
      String authentication,
      Map<String, Object> mutualTls)
      throws IOException, InterruptedException {
    return management
        .post(
            "/apis",
            Map.of(
                "name",
                name,
                "hosts",
                List.of("localhost"),
                "listenPath",
                listenPath,
                "upstream",
                Map.of("url", upstream),
                "authentication",
                Map.of("type", authentication),
                "mutualTls",
                mutualTls))
        .get("id")
        .asString();
  }

  /** The token goes into a header file for curl, so that no command line shows it. */
  private static void credential(
      Management management, Path clients, String name, String api, List<String> bound)
      throws IOException, InterruptedException {
    String token =
        management
            .post(
                "/credentials",
                Map.of("name", name, "apis", List.of(api), "boundCertificates", bound))
            .get("token")
            .asString();
    DemoFolder.writeSecret(
        clients.resolve(name + ".token"), "Authorization: Bearer " + token + "\n");
  }

  private static void writeFiles(Identities identities, Path clients) throws IOException {
    write(clients, "anna", identities.anna());
    write(clients, "boris", identities.boris());
    write(clients, "carla", identities.carla());
    write(clients, "dora", identities.dora());
    write(clients, "erik", identities.erik());
    Files.writeString(
        clients.resolve("dora-and-anna.pem"),
        identities.dora().certificate().toPem() + identities.anna().certificate().toPem());
    DemoFolder.writeSecret(clients.resolve("nobody.token"), "Authorization: Bearer made-up\n");
  }

  private static void write(Path clients, String name, HeldCertificate held) throws IOException {
    Files.writeString(clients.resolve(name + ".pem"), held.certificate().toPem());
    DemoFolder.writeSecret(clients.resolve(name + ".key"), held.privateKeyPem());
  }
}
