package dev.countersign.policy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.policy.feed.FeedUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ReportReceiver} does; each adapter's test extends this one. */
@Timeout(120)
public abstract class ReportReceiverTest {

  /** Takes reports. */
  protected abstract ReportReceiver receiver();

  /** A new API of some company. */
  protected abstract String newApi();

  /** Whether the reason of this refusal is kept for the company. */
  protected abstract boolean isKept(String refusalId);

  /** How many requests to this API were let in, as the company is told. */
  protected abstract long letIn(String apiId);

  /** How many requests to this API were refused, as the company is told. */
  protected abstract long refused(String apiId);

  /** Takes away what reports are kept in, and gives it back. */
  protected abstract AutoCloseable outage() throws Exception;

  private final String api = newApi();
  private final RefusalRecord record = SampleReport.record(api);
  private final String run = UUID.randomUUID().toString();

  private Report report(long number) {
    return report(number, api, record);
  }

  private Report report(long number, String about, RefusalRecord reason) {
    return new Report(
        run,
        number,
        List.of(SampleReport.use(Use.Kind.API, about, about, 3, 2)),
        List.of(SampleReport.count(about, 2)),
        List.of(reason),
        0);
  }

  @Test
  @DisplayName("What is handed over is kept: numbers and reasons")
  void kept() throws Exception {
    receiver().receive(report(1));
    assertThat(isKept(record.id())).isTrue();
    assertThat(letIn(api)).isEqualTo(3);
    assertThat(refused(api)).isEqualTo(2);
  }

  @Test
  @DisplayName("A report that is handed over again counts once")
  void once() throws Exception {
    receiver().receive(report(1));
    receiver().receive(report(1));
    assertThat(letIn(api)).isEqualTo(3);
    receiver().receive(report(2, api, SampleReport.record(api)));
    receiver().receive(report(1));
    assertThat(letIn(api)).isEqualTo(6);
    assertThat(refused(api)).isEqualTo(4);
  }

  @Test
  @DisplayName("The first report of another life of the gateway is not taken for a repeat")
  void anotherLife() throws Exception {
    receiver().receive(report(1));
    receiver()
        .receive(
            new Report(
                UUID.randomUUID().toString(),
                1,
                List.of(SampleReport.use(Use.Kind.API, api, api, 1, 0)),
                List.of(),
                List.of(),
                0));
    assertThat(letIn(api)).isEqualTo(4);
  }

  @Test
  @DisplayName("What does not exist is left out; the rest of the report counts")
  void unknown() throws Exception {
    RefusalRecord nobodys = SampleReport.record("no-such-api");
    receiver()
        .receive(
            new Report(
                run,
                1,
                List.of(
                    SampleReport.use(Use.Kind.API, "no-such-api", "no-such-api", 9, 9),
                    SampleReport.use(Use.Kind.API, api, api, 1, 0)),
                List.of(),
                List.of(nobodys, record),
                0));
    assertThat(isKept(nobodys.id())).isFalse();
    assertThat(isKept(record.id())).isTrue();
    assertThat(letIn(api)).isEqualTo(1);
  }

  @Test
  @DisplayName("What cannot be kept now is told to be tried again, and then counts once")
  void outageAndBack() throws Exception {
    try (AutoCloseable gone = outage()) {
      assertThat(gone).isNotNull();
      assertThatThrownBy(() -> receiver().receive(report(1)))
          .isInstanceOf(FeedUnavailableException.class);
    }
    handOver(report(1));
    assertThat(letIn(api)).isEqualTo(3);
    assertThat(isKept(record.id())).isTrue();
  }

  /** As a gateway does: again, until it is taken. */
  private void handOver(Report report) throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    while (true) {
      try {
        receiver().receive(report);
        return;
      } catch (FeedUnavailableException e) {
        assertThat(Instant.now()).isBefore(end);
      }
    }
  }
}
