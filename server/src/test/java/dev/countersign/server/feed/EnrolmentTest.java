package dev.countersign.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.TestPlane;
import dev.countersign.gateway.feed.Enrolment;
import dev.countersign.gateway.feed.EnrolmentException;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import dev.countersign.pki.issue.CertificateAuthority;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.testkit.postgres.TestPostgres;
import dev.countersign.testkit.time.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EnrolmentTest {

  @TempDir static Path control;
  @TempDir Path data;
  private static SettableClock clock;
  private static TestPlane plane;
  private Path identity;

  @BeforeAll
  static void start() {
    clock = SettableClock.at(Instant.now());
    plane = TestPlane.start(TestPostgres.shared().database(), control, 0, clock);
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @BeforeEach
  void prepare() {
    identity = data.resolve("feed-identity.json");
  }

  private void enrol(String token) throws Exception {
    enrol(token, data);
  }

  private static void enrol(String token, Path data) throws Exception {
    Enrolment.enrol(FeedFixture.address(plane), token, data, clock);
  }

  private static void assertReads(Path data) throws Exception {
    try (var feed = HttpConfigurationFeed.open(FeedFixture.address(plane), data, clock)) {
      assertThat(feed.snapshot().revision()).isZero();
    }
  }

  @Test
  @DisplayName("A token makes a gateway that reads the feed, and a restart finds it enrolled")
  void enrols() throws Exception {
    assertThat(Enrolment.isEnrolled(data)).isFalse();
    enrol(plane.plane().createEnrolment());
    assertThat(Enrolment.isEnrolled(data)).isTrue();
    assertReads(data);
    assertReads(data);
  }

  @Test
  @DisplayName("What an enrolment gave is one file that its owner alone can read")
  void fileMode() throws Exception {
    enrol(plane.plane().createEnrolment());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
        .isEqualTo("rw-------");
    try (var files = Files.list(data)) {
      assertThat(files).containsExactly(identity);
    }
  }

  @Test
  @DisplayName("A token works once, also when eight gateways try at once")
  void onlyOnce() throws Exception {
    String token = plane.plane().createEnrolment();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Path own = data.resolve("gateway" + i);
        attempts.add(threads.submit(() -> succeeds(token, own)));
      }
      int enrolled = 0;
      for (Future<Boolean> attempt : attempts) {
        enrolled += attempt.get() ? 1 : 0;
      }
      assertThat(enrolled).isEqualTo(1);
    }
    clock.advance(Duration.ofMinutes(2));
  }

  private static boolean succeeds(String token, Path data) throws Exception {
    try {
      enrol(token, data);
      return true;
    } catch (EnrolmentException e) {
      assertThat(e).hasMessageContaining("was used");
      return false;
    }
  }

  @Test
  @DisplayName(
      "The command that keeps its token may run again and again; another token enrols anew")
  void sameTokenAgain() throws Exception {
    String token = plane.plane().createEnrolment();
    enrol(token);
    byte[] first = Files.readAllBytes(identity);
    enrol(token);
    assertThat(identity).hasBinaryContent(first);
    enrol(plane.plane().createEnrolment());
    assertThat(Files.readAllBytes(identity)).isNotEqualTo(first);
    assertReads(data);
  }

  @Test
  @DisplayName("A token is good for an hour and no longer")
  void expires() throws Exception {
    String early = plane.plane().createEnrolment();
    String late = plane.plane().createEnrolment();
    clock.advance(Duration.ofMinutes(59));
    enrol(early);
    clock.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> enrol(late, data.resolve("other")))
        .isInstanceOf(EnrolmentException.class)
        .hasMessageContaining("over an hour old")
        .hasMessageContaining("POST /api/v1/gateways/enrolments");
  }

  @Test
  @DisplayName(
      "At first contact only the authority that the token names is trusted, and no token sent")
  void wrongAuthority() throws Exception {
    try (FakeFeed impostor = new FakeFeed("feed.countersign.internal", "127.0.0.1")) {
      String token = plane.plane().createEnrolment();
      assertThatThrownBy(
              () -> Enrolment.enrol(impostor.address(), token, data, InstantSource.system()))
          .isInstanceOf(EnrolmentException.class)
          .hasMessageContaining("another authority");
      assertThat(impostor.asked).hasValue(0);
      enrol(token);
    }
  }

  @Test
  @DisplayName("A server of the right authority that is not the feed's is not trusted")
  void otherServer() throws Exception {
    try (FakeFeed other = new FakeFeed("127.0.0.1", "localhost")) {
      assertThatThrownBy(
              () -> Enrolment.enrol(other.address(), other.token(), data, InstantSource.system()))
          .isInstanceOf(EnrolmentException.class)
          .hasMessageContaining("not for feed.countersign.internal");
      assertThat(other.asked).hasValue(0);
    }
  }

  @Test
  @DisplayName("A token of another installation is refused, and the message says where to look")
  void otherInstallation() {
    var other = CertificateAuthority.create("Another", InstantSource.system(), Duration.ofDays(1));
    assertThatThrownBy(() -> enrol(FakeFeed.token(other)))
        .isInstanceOf(EnrolmentException.class)
        .hasMessageContaining("is this the address of the control plane");
  }

  @Test
  @DisplayName("What is no token is refused before anything is sent")
  void noToken() {
    for (String text : List.of("", "cse_", "cse_abc.def", "csk_" + "a".repeat(43))) {
      assertThatThrownBy(() -> enrol(text))
          .isInstanceOf(EnrolmentException.class)
          .hasMessageContaining("no enrolment token");
    }
  }

  @Test
  @DisplayName(
      "When the answer is lost the gateway is not enrolled, and is told to get a new token")
  void lostAnswer() throws Exception {
    try (FakeFeed feed = new FakeFeed("feed.countersign.internal")) {
      feed.loseEnrolments();
      assertThatThrownBy(
              () -> Enrolment.enrol(feed.address(), feed.token(), data, InstantSource.system()))
          .isInstanceOf(EnrolmentException.class)
          .hasMessageContaining("make a new token");
      assertThat(Enrolment.isEnrolled(data)).isFalse();
    }
  }

  @Test
  @DisplayName("A gateway that is not enrolled, or whose file is damaged, says what to do")
  void unusable() throws Exception {
    assertThatThrownBy(() -> HttpConfigurationFeed.open(FeedFixture.address(plane), data, clock))
        .isInstanceOf(EnrolmentException.class)
        .hasMessageContaining("--enrolment-token");
    Files.writeString(identity, "{\"gatewayId\":\"x\"}");
    assertThatThrownBy(() -> HttpConfigurationFeed.open(FeedFixture.address(plane), data, clock))
        .isInstanceOf(EnrolmentException.class)
        .hasMessageContaining(identity.toString());
  }

  @Test
  @DisplayName("A certificate is renewed after two thirds of its life, and the old one works on")
  void renewal() throws Exception {
    enrol(plane.plane().createEnrolment());
    byte[] before = Files.readAllBytes(identity);
    Path copy = Files.createDirectory(data.resolve("copy"));
    try (var feed = HttpConfigurationFeed.open(FeedFixture.address(plane), data, clock)) {
      Instant end = feed.certificateNotAfter();
      clock.advance(Duration.ofDays(19));
      assertThat(feed.renewIfDue()).isFalse();
      clock.advance(Duration.ofDays(2));
      feed.renewIfDue();
      assertThat(feed.certificateNotAfter()).isAfter(end.plus(Duration.ofDays(20)));
      assertThat(Files.readAllBytes(identity)).isNotEqualTo(before);
      assertThat(feed.snapshot().revision()).isZero();
    }
    assertReads(data);
    Files.write(copy.resolve(identity.getFileName()), before);
    assertReads(copy);
  }

  @Test
  @DisplayName("An ended certificate is said to be one, with what to do, and asks nobody any more")
  void ended() throws Exception {
    enrol(plane.plane().createEnrolment());
    try (var feed = HttpConfigurationFeed.open(FeedFixture.address(plane), data, clock)) {
      clock.advance(Duration.ofDays(31));
      assertThat(feed.renewIfDue()).isFalse();
      assertThatThrownBy(feed::snapshot)
          .isInstanceOf(FeedUnavailableException.class)
          .hasMessageContaining("ended at " + feed.certificateNotAfter())
          .hasMessageContaining("--enrolment-token");
    }
  }

  @Test
  @DisplayName("The feed port's own certificate is made anew while it runs")
  void serverCertificate() throws Exception {
    clock.advance(Duration.ofDays(100));
    enrol(plane.plane().createEnrolment());
    assertReads(data);
  }
}
