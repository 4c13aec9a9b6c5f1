package dev.countersign.control.audit;

import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes what is changed into the trail, in the transaction that changes it. */
@Component
public class AuditTrail {

  private final AuditRepository events;
  private final InstantSource clock;

  AuditTrail(AuditRepository events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Appends a change of the transaction that runs; there must be one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Actor actor, AuditEvent event) {
    events.append(actor, event, clock.instant());
  }
}
