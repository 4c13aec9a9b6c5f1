package dev.countersign.server.demo;

import static dev.countersign.server.demo.Call.LET_IN;
import static dev.countersign.server.demo.Call.refused;

import java.util.List;

/** The calls of the demo, each with one curl. */
final class Calls {

  private Calls() {}

  static List<Call> all(String gateway) {
    String orders = gateway + "/orders/42";
    return List.of(
        new Call(
            "Anna, her certificate, her token",
            LET_IN,
            "The certificate itself is on the API's allow list.",
            with("anna.pem", "anna.key", "anna.token", orders)),
        new Call(
            "Carla, her partner's certificate, her token",
            LET_IN,
            "The list names the partner's root CA. Carla sends her leaf alone; the intermediate CA"
                + " comes from the company's store.",
            with("carla.pem", "carla.key", "carla.token", orders)),
        new Call(
            "Anyone, the API without mutual TLS",
            LET_IN,
            "It shares host and port with the protected one, and asks for nothing.",
            List.of(gateway + "/catalogue/shoes")),
        new Call(
            "Anna, no certificate, her token",
            refused(403, "certificate_required"),
            "A token alone does not open an API with mutual TLS.",
            List.of("-H", "@anna.token", orders)),
        new Call(
            "Dora, an unlisted certificate, Anna's token",
            refused(403, "certificate_not_allowed"),
            "Same CA as Anna's, but neither the certificate nor that CA is listed.",
            with("dora.pem", "dora.key", "anna.token", orders)),
        new Call(
            "Erik, an expired certificate, Carla's token",
            refused(403, "certificate_expired"),
            "Issued under the partner's listed CA, and past its date.",
            with("erik.pem", "erik.key", "carla.token", orders)),
        new Call(
            "Boris, his listed certificate, Anna's token",
            refused(401, "token_invalid"),
            "Anna's token is bound to her certificate: stolen, it is worth nothing.",
            with("boris.pem", "boris.key", "anna.token", orders)),
        new Call(
            "Dora, Anna's certificate sent along behind hers",
            refused(403, "certificate_not_allowed"),
            "The handshake proved Dora's key. What is sent along proves nothing.",
            with("dora-and-anna.pem", "dora.key", "anna.token", orders)),
        new Call(
            "Anna, her certificate, no token",
            refused(401, "token_missing"),
            "The certificate is fine; the API asks for a token too.",
            List.of("--cert", "anna.pem", "--key", "anna.key", orders)),
        new Call(
            "Anna, her certificate, a made-up token",
            refused(401, "token_invalid"),
            "No credential has this token.",
            with("anna.pem", "anna.key", "nobody.token", orders)));
  }

  private static List<String> with(String certificate, String key, String token, String url) {
    return List.of("--cert", certificate, "--key", key, "-H", "@" + token, url);
  }
}
