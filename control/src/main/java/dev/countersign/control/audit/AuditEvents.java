package dev.countersign.control.audit;

import dev.countersign.control.audit.EventRepository.Order;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Reads the trail. */
@Component
public class AuditEvents {

  private static final int BATCH = 500;

  private final EventRepository events;

  AuditEvents(EventRepository events) {
    this.events = events;
  }

  /** One page, the newest first. */
  public Page<RecordedEvent> page(String company, EventFilter filter, PageRequest request) {
    return Page.of(
        events.page(
            company, filter, Order.NEWEST_FIRST, place(request.after()), request.rowsToRead()),
        request.limit(),
        event -> new Cursor(event.at(), Long.toString(event.sequence())));
  }

  private static long place(Cursor after) {
    try {
      return after.id().isEmpty() ? Long.MAX_VALUE : Long.parseLong(after.id());
    } catch (NumberFormatException e) {
      // Another list's cursor: nothing lies after it here.
      return 0;
    }
  }

  /** The event with this number. */
  public Optional<RecordedEvent> find(String company, long sequence) {
    return events.find(company, sequence);
  }

  /**
   * Hands over all that the filter shows, the oldest first. It holds no connection in between, so
   * that a slow reader costs none; nothing changes meanwhile but the end, which is where it begins.
   *
   * @return how many they were
   */
  public long each(String company, EventFilter filter, Consumer<RecordedEvent> sink) {
    long last = 0;
    long count = 0;
    List<RecordedEvent> batch;
    do {
      batch = events.page(company, filter, Order.OLDEST_FIRST, last, BATCH);
      batch.forEach(sink);
      count += batch.size();
      last = batch.isEmpty() ? last : batch.getLast().sequence();
    } while (batch.size() == BATCH);
    return count;
  }
}
