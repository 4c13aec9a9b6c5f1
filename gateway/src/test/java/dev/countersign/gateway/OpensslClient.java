package dev.countersign.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.testkit.certificate.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** openssl s_client: a foreign client that says what the handshake was like. */
final class OpensslClient {
  private final int port;
  private final String serverName;
  private final List<String> options = new ArrayList<>();
  private Path directory;
  private String output = "";

  OpensslClient(int port, String serverName, String... options) {
    this.port = port;
    this.serverName = serverName;
    this.options.addAll(List.of(options));
  }

  OpensslClient present(TestCertificate certificate) throws IOException {
    Path pem = Files.writeString(directory().resolve("client.pem"), certificate.pem());
    Path key = Files.writeString(directory().resolve("client.key"), certificate.privateKeyPem());
    options.addAll(List.of("-cert", pem.toString(), "-key", key.toString()));
    return this;
  }

  OpensslClient keepSession() throws IOException {
    options.addAll(List.of("-sess_out", directory().resolve("session").toString()));
    return this;
  }

  /** A client that offers the session which this one kept, and nothing else. */
  OpensslClient resume(String host) throws IOException {
    return new OpensslClient(
        port, host, options.getFirst(), "-sess_in", directory().resolve("session").toString());
  }

  private Path directory() throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("openssl");
    }
    return directory;
  }

  /** One GET; the connection ends when it is answered. */
  OpensslClient run(String path) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-ign_eof",
                "-connect",
                "127.0.0.1:" + port,
                "-servername",
                serverName));
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: " + serverName + "\r\nConnection: close\r\n\r\n")
                .getBytes(UTF_8));
    process.getOutputStream().flush();
    output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor(10, TimeUnit.SECONDS);
    return this;
  }

  String output() {
    return output;
  }
}
