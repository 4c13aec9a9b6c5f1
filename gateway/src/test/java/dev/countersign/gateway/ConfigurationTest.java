package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which configuration is in force, whatever happens to the feed. */
class ConfigurationTest {
  private final GatewayFixture fixture = GatewayFixture.start();

  @AfterEach
  void stop() {
    fixture.close();
  }

  private int status() {
    return fixture.get("open.test", "/x", "").status();
  }

  private Path file() {
    return fixture.directory.resolve("data/snapshot.ndjson");
  }

  private void awaitSaved() {
    await()
        .until(() -> Files.exists(file()) && Files.readString(file()).contains("\"revision\":1"));
  }

  @Test
  @DisplayName("503 not_ready before there is a configuration, and readiness says so")
  void notReady() {
    fixture.close();
    GatewayFixture without = GatewayFixture.start(options -> options);
    without.gateway.close();
    without.feed.goAway();
    deleteFile(without.directory.resolve("data/snapshot.ndjson"));
    without.open();
    RawAnswer answer = without.get("open.test", "/x", "");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("not_ready");
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(Metrics.get(without.gateway, "/health/ready").statusCode()).isEqualTo(503);
    assertThat(Metrics.get(without.gateway, "/health/live").statusCode()).isEqualTo(200);
    without.close();
  }

  private static void deleteFile(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("G46 serves on when the feed is gone, after a restart too, and catches up later")
  void feedGone() throws IOException {
    fixture.openApi();
    awaitSaved();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    fixture.feed.goAway();
    assertThat(status()).isEqualTo(200);
    await().until(() -> ready().contains("\"feed\":\"away\""));
    fixture.gateway.close();
    fixture.open();
    assertThat(status()).isEqualTo(200);
    fixture.feed.put(fixture.api("second", "/second").hosts("second.test").build());
    fixture.feed.comeBack();
    fixture.inForce();
    assertThat(ready()).contains("\"revision\":2", "\"feed\":\"connected\"");
  }

  private String ready() {
    return Metrics.get(fixture.gateway, "/health/ready").body();
  }

  @Test
  @DisplayName(
      "G46 a configuration that cannot be loaded is refused and reported; the old one stays")
  void wrongConfiguration() {
    fixture.openApi();
    fixture.feed.goWrong(new IllegalArgumentException("Nobody can load this"));
    await().until(() -> ready().contains("Nobody can load this"));
    assertThat(status()).isEqualTo(200);
    assertThat(Metrics.read(fixture.gateway, "countersign_configurations_refused"))
        .isNotEqualTo("0.0");
    fixture.feed.goWrong(null);
    fixture.feed.put(fixture.api("second", "/second").build());
    fixture.inForce();
    await().until(() -> !ready().contains("trouble"));
  }

  @Test
  @DisplayName("G46 an Error does not end the feed's thread: it is told, and the feed asked again")
  void feedBreaksDown() {
    fixture.openApi();
    fixture.feed.breakDown(new StackOverflowError("too deep"));
    await().until(() -> ready().contains("too deep"));
    assertThat(ready()).contains("\"feed\":\"away\"");
    assertThat(status()).isEqualTo(200);
    fixture.feed.breakDown(null);
    fixture.feed.put(fixture.api("second", "/second").build());
    fixture.inForce();
  }

  @Test
  @DisplayName("a gateway whose second port is taken leaves nothing behind: no thread, no listener")
  void cannotStart() throws Exception {
    fixture.openApi();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      GatewayOptions options =
          GatewayOptions.onLoopback(Files.createTempDirectory("taken").resolve("d"))
              .withThreads(2)
              .withOperationsAddress((InetSocketAddress) taken.getLocalSocketAddress());
      assertThatThrownBy(() -> Gateway.start(options, fixture.feed, fixture.clock))
          .isInstanceOf(IOException.class);
      await()
          .untilAsserted(() ->
              assertThat(Thread.getAllStackTraces().keySet())
                  .filteredOn(thread -> !before.contains(thread))
                  .extracting(Thread::getName)
                  .noneMatch(name -> name.startsWith("countersign-")));
    }
  }

  @Test
  @DisplayName("G46 a damaged file is reported and ignored")
  void damagedFile() throws IOException {
    fixture.openApi();
    awaitSaved();
    fixture.gateway.close();
    byte[] good = Files.readAllBytes(file());
    for (int cut : new int[] {0, 1, good.length / 2, good.length - 2}) {
      Files.write(file(), java.util.Arrays.copyOf(good, cut));
      fixture.feed.goAway();
      fixture.open();
      assertThat(status()).as("cut at " + cut).isEqualTo(503);
      assertThat(ready()).contains("not_ready");
      assertThat(Metrics.read(fixture.gateway, "countersign_configurations_refused"))
          .isEqualTo("1.0");
      fixture.gateway.close();
    }
    fixture.feed.comeBack();
    fixture.open();
    fixture.inForce();
    assertThat(status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a feed that has forgotten our revision gives a new snapshot")
  void forgotten() {
    fixture.openApi();
    int before = fixture.feed.snapshotsTaken();
    fixture.feed.goAway();
    fixture.feed.put(fixture.api("second", "/second").build());
    fixture.feed.forget();
    fixture.feed.comeBack();
    fixture.inForce();
    assertThat(fixture.feed.snapshotsTaken()).isGreaterThan(before);
    assertThat(status()).isEqualTo(200);
  }

  @Test
  @DisplayName("the server's certificate is made at the first start, kept, and its key is 0600")
  void madeCertificate() throws Exception {
    Path data = Files.createTempDirectory("made");
    GatewayOptions options = GatewayOptions.onLoopback(data.resolve("d")).withThreads(1);
    byte[] first;
    try (Gateway gateway = Gateway.start(options, fixture.feed, fixture.clock)) {
      first = Files.readAllBytes(data.resolve("d/server.pem"));
      assertThat(gateway.port()).isPositive();
    }
    try (Gateway again = Gateway.start(options, fixture.feed, fixture.clock)) {
      assertThat(Files.readAllBytes(data.resolve("d/server.pem"))).isEqualTo(first);
      assertThat(again.plainPort()).isEmpty();
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("d/server.key"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("d"))))
        .isEqualTo("rwx------");
  }
}
