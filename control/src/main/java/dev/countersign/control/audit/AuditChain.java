package dev.countersign.control.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Appends events to the chains of their companies. */
class AuditChain {

  private final HeadRepository heads;
  private final EventRepository events;
  private final HeadSeal seal;

  AuditChain(HeadRepository heads, EventRepository events, HeadSeal seal) {
    this.heads = heads;
    this.events = events;
    this.seal = seal;
  }

  /** In the transaction that caused them. Locks the companies' heads, in the order of their ids. */
  void append(List<NewEvent> added) {
    Map<String, List<NewEvent>> byCompany =
        added.stream()
            .collect(Collectors.groupingBy(NewEvent::company, TreeMap::new, Collectors.toList()));
    byCompany.forEach(this::append);
  }

  private void append(String company, List<NewEvent> added) {
    Head head = heads.lock(company);
    for (NewEvent one : added) {
      RecordedEvent event = one.after(head);
      events.insert(event);
      head = new Head(company, event.sequence(), event.hash());
    }
    heads.move(head, seal.seal(head), seal.keyId());
  }
}
