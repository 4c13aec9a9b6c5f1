package dev.countersign.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.feed.FeedPublisher;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.EntityKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

class AuditChainTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private final AuditFixture trail = new AuditFixture(CONTROL);

  @Test
  @DisplayName("A2 events are numbered without a gap, and each carries the hash of the one before")
  void chained() {
    trail.events(2);
    trail.record("a", "b");
    assertThat(trail.column("sequence")).containsExactly("1", "2", "3", "4");
    List<String> hashes = trail.column("encode(hash, 'hex')");
    assertThat(trail.column("encode(previous, 'hex')"))
        .containsExactly(EventHash.NONE, hashes.get(0), hashes.get(1), hashes.get(2));
    assertThat(trail.verify())
        .satisfies(found -> assertThat(found.isWhole()).isTrue())
        .satisfies(found -> assertThat(found.sequence()).isEqualTo(4))
        .satisfies(found -> assertThat(found.hash()).isEqualTo(hashes.get(3)));
  }

  @Test
  @DisplayName("A2 a transaction that fails leaves no event")
  void rolledBack() {
    CONTROL
        .context()
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          trail.recordInTransaction("never");
          status.setRollbackOnly();
        });
    trail.record("after");
    assertThat(trail.column("thing_id")).containsExactly("after");
    assertThat(trail.column("sequence")).containsExactly("1");
  }

  @Test
  @DisplayName("A2 what changes without a transaction cannot be recorded, and so not be done")
  void noTransaction() {
    assertThatThrownBy(() -> trail.recordInTransaction("x"))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  @DisplayName("A2 an event keeps what the thing was like when it was recorded")
  void copied() {
    List<String> names = new ArrayList<>(List.of("before"));
    trail.inTransaction(() -> {
      trail.trail().record(trail.actor(), AuditEvent.created("role", "r", "R", names));
      names.set(0, "later");
    });
    assertThat(trail.column("after")).containsExactly("[\"before\"]");
  }

  @RepeatedTest(3)
  @DisplayName("A2 changes at once of one company do not fork its chain")
  void atOnce() throws Exception {
    together(
        8,
        number -> {
          for (int i = 0; i < 10; i++) {
            trail.record("thing " + number + "." + i);
          }
        });
    assertThat(trail.column("sequence"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 80).mapToObj(Integer::toString).toList());
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @RepeatedTest(3)
  @DisplayName(
      "Changes at once of several companies, which gateways are told of, wait for no other for"
          + " ever")
  void noDeadlock() throws Exception {
    AuditFixture other = new AuditFixture(CONTROL);
    FeedPublisher feed = CONTROL.context().getBean(FeedPublisher.class);
    EntityKey key = new EntityKey.ApiKey("none-" + trail.company());
    together(
        8,
        number -> {
          for (int i = 0; i < 10; i++) {
            AuditFixture first = number % 2 == 0 ? trail : other;
            AuditFixture second = number % 2 == 0 ? other : trail;
            trail.inTransaction(() -> {
              feed.publish(List.of(new Change.Remove(key)));
              first.recordInTransaction("a");
              second.recordInTransaction("b");
            });
          }
        });
    assertThat(trail.verify().sequence()).isEqualTo(80);
    assertThat(other.verify().sequence()).isEqualTo(80);
  }

  private static void together(int count, java.util.function.IntConsumer work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      all.add(() -> {
        start.await();
        work.accept(number);
        return null;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(all)) {
        one.get();
      }
    }
  }
}
