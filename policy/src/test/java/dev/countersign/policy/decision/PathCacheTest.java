package dev.countersign.policy.decision;

import static dev.countersign.policy.fixture.Gate.HOST;
import static dev.countersign.policy.fixture.Gate.presenting;
import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static dev.countersign.policy.fixture.Sample.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.fixture.Gate;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.testkit.certificate.TestCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PathCacheTest {
  private static final TestCertificate ROOT = TestCertificate.ca("Root");
  private static final TestCertificate CLIENT = ROOT.issueClient("client");
  private static final TestCertificate OTHER = TestCertificate.selfSigned("other");

  private final PathCache paths = new PathCache();
  private final Gate gate =
      Gate.with(mutualTls(api("orders", "/", HOST)), stored(ROOT), entry("orders", ROOT));
  private PathFinding first;

  @BeforeEach
  void findOnce() {
    first = find();
  }

  private PathFinding find() {
    CallCase call =
        new CallCase(
            gate.snapshot(),
            gate.snapshot().api("orders"),
            presenting(CLIENT),
            gate.clock().instant());
    return paths.find(call, Sample.chain(CLIENT));
  }

  @Test
  @DisplayName("G17 a path's verdict is kept over changes that do not concern it")
  void kept() {
    assertThat(first.fault()).isNull();
    gate.put(
        stored(OTHER),
        entry("orders", OTHER),
        Sample.credential("token", "orders"),
        stored("other company", TestCertificate.ca("Theirs"), false));
    assertThat(find()).isSameAs(first);
    gate.put(mutualTls(api("orders", "/renamed", HOST)));
    assertThat(find()).isSameAs(first);
    gate.remove(entry("orders", OTHER).key());
    assertThat(find()).isSameAs(first);
  }

  @Test
  @DisplayName("G17 a path's verdict is found anew when listed or stored CAs change")
  void renewed() {
    gate.put(stored(TestCertificate.ca("Stored")));
    PathFinding second = find();
    assertThat(second).isNotSameAs(first);
    gate.remove(entry("orders", ROOT).key());
    assertThat(find().fault()).isNotNull();
    gate.put(entry("orders", ROOT));
    assertThat(find().fault()).isNull();
    gate.put(Sample.revoked(ROOT));
    assertThat(find().fault()).isNotNull();
  }

  @Test
  @DisplayName("G7 a path's verdict is found anew when the clock leaves the time that it holds for")
  void clock() {
    gate.clock().set(first.validUntil());
    assertThat(find()).isSameAs(first);
    gate.clock().set(first.validUntil().plusNanos(1));
    assertThat(find().fault()).isNotNull();
  }
}
