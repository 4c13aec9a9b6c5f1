package dev.countersign.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see when they mistype. */
@DisplayName("The command line")
class CommandLineTest {

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @DisplayName("without a command shows what there is")
  void usage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("up", "control", "gateway", "demo");
  }

  @Test
  @DisplayName("shows every command's options")
  void help() {
    assertThat(run("gateway", "--help")).isZero();
    assertThat(out.toString()).contains("--enrolment-token", "--gateway-port", "--data=DIR");
  }

  @Test
  @DisplayName("says in a whole sentence what password-link does, and shows what it needs alone")
  void helpBeside() {
    assertThat(run("help")).isZero();
    assertThat(out.toString())
        .containsPattern("password-link +Makes a link by which somebody sets a password\\.\\R");
    for (List<String> command :
        List.of(List.of("password-link", "--help"), List.of("audit", "verify", "--help"))) {
      assertThat(run(command)).isZero();
      assertThat(out.toString())
          .contains("--data=DIR", "--database-url", "--config")
          .doesNotContain("--smtp-host", "--feed-port", "--trusted-proxies");
    }
  }

  @Test
  @DisplayName("makes no folder and no database for a command beside a control plane")
  void mistypedFolder() throws IOException {
    Path mistyped = folder.resolve("mistyped");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (List<String> command : List.of(List.of("password-link"), List.of("audit", "verify"))) {
      assertThat(run(with(command, "--data", mistyped.toString(), "--feed-port=1"))).isEqualTo(1);
      assertThat(err.toString()).contains("There is no folder " + mistyped);
      assertThat(mistyped).doesNotExist();
      assertThat(run(with(command, "--data", empty.toString()))).isEqualTo(1);
      assertThat(err.toString()).contains("There is no database in the folder " + empty);
      assertThat(empty).isEmptyDirectory();
    }
  }

  @Test
  @DisplayName("names an unknown option, and what was probably meant")
  void unknownOption() {
    assertThat(run("up", "--gatewayport", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--gatewayport").contains("--gateway-port");
  }

  @Test
  @DisplayName("names an unknown command")
  void unknownCommand() {
    assertThat(run("gatway")).isEqualTo(2);
    assertThat(err.toString()).contains("gatway").contains("gateway");
  }

  @Test
  @DisplayName("refuses what is no port")
  void noPort() {
    assertThat(run("up", "--data", data(), "--gateway-port", "99999")).isEqualTo(1);
    assertThat(err.toString()).contains("--gateway-port 99999 is no port");
    assertThat(run("up", "--data", data(), "--control-port", "http")).isEqualTo(2);
    assertThat(err.toString()).contains("--control-port").contains("http");
  }

  @Test
  @DisplayName("names the option of an operations address that is not this machine's")
  void foreignOperationsAddress() {
    List<String> command =
        List.of("up", "--data", data(), "--control-port=0", "--feed-port=0", "--gateway-port=0");
    assertThat(run(with(command, "--operations-bind", "192.0.2.1"))).isEqualTo(1);
    assertThat(err.toString()).contains("--operations-bind 192.0.2.1 is no address of this");
  }

  @Test
  @DisplayName("refuses one port for two things")
  void samePort() {
    assertThat(run("up", "--data", data(), "--gateway-port", "7001", "--feed-port", "7001"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("--feed-port and --gateway-port both name port 7001");
  }

  @Test
  @DisplayName("names a port that is in use, and its option, before anything is started")
  void portInUse() throws IOException {
    try (ServerSocket taken = taken()) {
      assertThat(run(with(upOnFreePorts(), "--gateway-port", "" + taken.getLocalPort())))
          .isEqualTo(1);
      assertThat(err.toString())
          .contains("Port " + taken.getLocalPort() + " on 127.0.0.1 is in use")
          .contains("--gateway-port");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  /** Every port but the gateway's is any free one. */
  private List<String> upOnFreePorts() {
    return List.of(
        "up", "--data", data(), "--control-port=0", "--feed-port=0", "--operations-port=0");
  }

  @Test
  @DisplayName("refuses an address that is not this machine's")
  void foreignAddress() {
    assertThat(run("up", "--data", data(), "--bind", "192.0.2.1")).isEqualTo(1);
    assertThat(err.toString()).contains("--bind 192.0.2.1 is no address of this machine");
  }

  @Test
  @DisplayName("says at a gateway's first start where a token comes from")
  void noToken() {
    assertThat(run(gateway())).isEqualTo(1);
    assertThat(err.toString())
        .contains("not enrolled yet")
        .contains("/api/v1/gateways/enrolments")
        .contains("COUNTERSIGN_ENROLMENT_TOKEN");
  }

  @Test
  @DisplayName("refuses an enrolment token that is none, and does not repeat it")
  void brokenToken() {
    environment.put("COUNTERSIGN_ENROLMENT_TOKEN", "cse_not-a-token");
    assertThat(run(gateway())).isEqualTo(1);
    assertThat(err.toString()).containsIgnoringCase("token").doesNotContain("cse_not-a-token");
  }

  @Test
  @DisplayName("asks for the control plane's address")
  void noControl() {
    assertThat(run("gateway", "--data", data())).isEqualTo(2);
    assertThat(err.toString()).contains("--control=HOST:FEED-PORT");
  }

  @Test
  @DisplayName("wants a certificate and its key together")
  void halfCertificate() {
    assertThat(run(with(gateway(), "--tls-certificate", "server.pem"))).isEqualTo(1);
    assertThat(err.toString()).contains("--tls-certificate and --tls-key belong together");
  }

  @Test
  @DisplayName("refuses a database that is no PostgreSQL")
  void otherDatabase() {
    assertThat(
            run(
                "control",
                "--data",
                data(),
                "--control-port=0",
                "--feed-port=0",
                "--database-url",
                "mysql://localhost/x"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("jdbc:postgresql://HOST:PORT/DATABASE");
  }

  @Test
  @DisplayName("refuses a mail server's options that do not fit together, and repeats no password")
  void mail() {
    List<String> up = with(upOnFreePorts(), "--gateway-port=0", "--smtp-host", "mail.example.com");
    assertThat(run(with(up, "--smtp-tls", "some"))).isEqualTo(1);
    assertThat(err.toString()).contains("--smtp-tls is starttls, implicit or none");
    assertThat(run(with(up, "--smtp-user", "ada"))).isEqualTo(1);
    assertThat(err.toString()).contains("COUNTERSIGN_SMTP_PASSWORD");
    environment.put("COUNTERSIGN_SMTP_PASSWORD", "a-secret-of-the-mail-server");
    assertThat(run(with(up, "--smtp-user", "ada", "--smtp-tls", "none"))).isEqualTo(1);
    assertThat(err.toString())
        .contains("would be sent in clear")
        .doesNotContain("a-secret-of-the-mail-server");
    assertThat(run(with(up, "--mail-from", "nobody"))).isEqualTo(1);
    assertThat(err.toString()).contains("Mails need a sender's address");
  }

  @Test
  @DisplayName("refuses an address for people that links cannot begin with, before anything starts")
  void publicUrl() {
    List<String> up = with(upOnFreePorts(), "--gateway-port=0");
    assertThat(run(with(up, "--public-url", "http://countersign.example.com/dashboard")))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("--public-url http://countersign.example.com/dashboard cannot be used")
        .contains("Write scheme, host and port alone");
    environment.put("COUNTERSIGN_PUBLIC_URL", "countersign.example.com");
    assertThat(run(up)).isEqualTo(1);
    assertThat(err.toString()).contains("--public-url countersign.example.com cannot be used");
    assertThat(folder.resolve("data/postgres")).doesNotExist();
  }

  @Test
  @DisplayName("refuses proxies that are no addresses, before anything starts")
  void trustedProxies() {
    List<String> up = with(upOnFreePorts(), "--gateway-port=0");
    for (String wrong : List.of("proxy.example.com", "10.0.0.0/33", "10.0.0.0/x", "/8")) {
      assertThat(run(with(up, "--trusted-proxies", "10.0.0.5," + wrong))).isEqualTo(1);
      assertThat(err.toString())
          .contains("--trusted-proxies cannot be used: \"" + wrong + "\" is no address or network");
    }
    environment.put("COUNTERSIGN_TRUSTED_PROXIES", "::1,nobody");
    assertThat(run(up)).isEqualTo(1);
    assertThat(err.toString()).contains("\"nobody\" is no address");
    assertThat(folder.resolve("data/postgres")).doesNotExist();
  }

  @Test
  @DisplayName("takes an option from the command line, else the environment, else the file")
  void precedence() throws IOException {
    try (ServerSocket a = taken();
        ServerSocket b = taken();
        ServerSocket c = taken()) {
      Path file = settings("gateway-port: " + c.getLocalPort() + "\n");
      List<String> command = with(upOnFreePorts(), "--config", file.toString());

      run(command);
      assertThat(err.toString()).contains("Port " + c.getLocalPort());
      environment.put("COUNTERSIGN_GATEWAY_PORT", "" + b.getLocalPort());
      run(command);
      assertThat(err.toString()).contains("Port " + b.getLocalPort());
      run(with(command, "--gateway-port", "" + a.getLocalPort()));
      assertThat(err.toString()).contains("Port " + a.getLocalPort());
    }
  }

  @Test
  @DisplayName("names a settings file that is missing, broken, or has an unknown key")
  void settingsFile() throws IOException {
    assertThat(run("up", "--config", folder.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none.yaml does not exist");
    assertThat(run("up", "--config", settings("gateway-port: [1\n").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("settings.yaml is not YAML: line ");
    assertThat(run("up", "--config", settings("gatewayport: 1\n").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("unknown key gatewayport").contains("gateway-port");
    assertThat(run("up", "--config", settings("just words\n").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("write lines such as: gateway-port: 8443");
    assertThat(run("up", "--config", settings("bind: [a, b]\n").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("needs one value for bind");
    environment.put("COUNTERSIGN_CONFIG", folder.resolve("other.yaml").toString());
    assertThat(run("up")).isEqualTo(2);
    assertThat(err.toString()).contains("other.yaml does not exist");
  }

  private List<String> gateway() {
    return List.of(
        "gateway",
        "--data",
        data(),
        "--control",
        "127.0.0.1:1",
        "--gateway-port=0",
        "--operations-port=0");
  }

  private static List<String> with(List<String> command, String... more) {
    return java.util.stream.Stream.concat(command.stream(), java.util.Arrays.stream(more)).toList();
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private Path settings(String content) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), content);
  }

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
  }

  private int run(List<String> arguments) {
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Countersign.run(
        arguments, environment, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
