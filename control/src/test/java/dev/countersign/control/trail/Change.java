package dev.countersign.control.trail;

import dev.countersign.control.audit.RecordedEvent;
import dev.countersign.control.testing.Answer;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A change by one route, and what the trail shall say of it.
 *
 * @param by what kind of caller makes it
 * @param actions the events that it leaves, in order
 * @param prepare makes what is changed
 */
record Change(String by, List<String> actions, Supplier<Attempt> prepare) {

  /**
   * All is there for it.
   *
   * @param company in whose trail it belongs
   * @param make makes the change; answers the answer's status
   */
  record Attempt(String company, IntSupplier make) {}

  static Change byRest(String company, List<String> actions, Supplier<Supplier<Answer>> prepare) {
    return new Change(
        "api_key",
        actions,
        () -> {
          Supplier<Answer> call = prepare.get();
          return new Attempt(company, () -> call.get().status());
        });
  }

  /** Whether these are the events, saying who, when, from where, before and after. */
  boolean fits(List<RecordedEvent> events, Instant since) {
    return events.stream().map(RecordedEvent::action).toList().equals(actions)
        && events.stream().allMatch(event -> isWhole(event, since));
  }

  private boolean isWhole(RecordedEvent event, Instant since) {
    return event.actor().kind().equals(by)
        && event.actor().address().equals("127.0.0.1")
        && !event.actor().id().isEmpty()
        && !event.actor().name().isEmpty()
        && !event.at().isBefore(since)
        && !event.at().isAfter(Instant.now())
        && !event.name().isEmpty()
        && saysWhat(event);
  }

  /** Before and after, as far as there is one. */
  private static boolean saysWhat(RecordedEvent event) {
    boolean before = !event.before().isNull();
    boolean after = !event.after().isNull();
    return switch (event.action().substring(event.action().indexOf('.') + 1)) {
      case "created" -> !before && after;
      case "deleted" -> before && !after;
      case "changed" -> before && after && !event.before().equals(event.after());
      default -> true;
    };
  }
}
