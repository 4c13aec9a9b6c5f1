package dev.countersign.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;

/** A client certificate and its key as files, made by openssl as a client would make them. */
public record ClientIdentity(Path certificate, Path key, Path keyStore, String fingerprint) {

  private static final String STORE_PASSWORD = "only-for-this-test";

  /** A self-signed P-256 client certificate with this common name, valid from now for a day. */
  public static ClientIdentity selfSigned(Path directory, String commonName) throws Exception {
    Files.createDirectories(directory);
    Path certificate = directory.resolve(commonName + ".pem");
    Path key = directory.resolve(commonName + ".key");
    Path keyStore = directory.resolve(commonName + ".p12");
    Shell.Outcome made =
        new Shell(directory, Map.of("N", commonName, "P", STORE_PASSWORD))
            .run(
                """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj "/CN=$N" \
                  -addext extendedKeyUsage=clientAuth -addext keyUsage=critical,digitalSignature \
                  -keyout "$N.key" -out "$N.pem" 2>/dev/null
                openssl pkcs12 -export -in "$N.pem" -inkey "$N.key" -out "$N.p12" -passout env:P
                openssl x509 -in "$N.pem" -outform der | openssl dgst -sha256 -r | cut -d' ' -f1
                """);
    if (made.exitStatus() != 0) {
      throw new IllegalStateException("openssl: " + made.output());
    }
    return new ClientIdentity(certificate, key, keyStore, made.output().strip());
  }

  /** The certificate as PEM text. */
  public String pem() throws IOException {
    return Files.readString(certificate);
  }

  KeyStore load() throws Exception {
    return KeyStore.getInstance(keyStore.toFile(), STORE_PASSWORD.toCharArray());
  }

  char[] password() {
    return STORE_PASSWORD.toCharArray();
  }
}
