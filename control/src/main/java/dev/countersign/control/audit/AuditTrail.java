package dev.countersign.control.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes what is changed into the trail, in the transaction that changes it.
 *
 * <p>The events are written just before the commit, and before the feed takes its revision: the
 * lock on a company's chain is thus held for little more than the commit, and always taken in the
 * same order, after every other lock but the feed's.
 */
@Component
public class AuditTrail {

  /** The feed's revision is the last of all; this is the last but one. */
  private static final int LAST_BUT_ONE = Ordered.LOWEST_PRECEDENCE - 1;

  private final AuditChain chain;
  private final PlainJson json;
  private final InstantSource clock;

  AuditTrail(AuditChain chain, JsonMapper json, InstantSource clock) {
    this.chain = chain;
    this.json = new PlainJson(json);
    this.clock = clock;
  }

  /** Appends a change of the transaction that runs; there must be one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Actor actor, AuditEvent event) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // As it is now: the caller may go on to change what it handed over.
    pending()
        .events
        .add(new NewEvent(now, actor, event, json.of(event.before()), json.of(event.after())));
  }

  private Pending pending() {
    @Nullable Object bound = TransactionSynchronizationManager.getResource(this);
    if (bound instanceof Pending pending) {
      return pending;
    }
    Pending pending = new Pending();
    TransactionSynchronizationManager.bindResource(this, pending);
    TransactionSynchronizationManager.registerSynchronization(pending);
    return pending;
  }

  /** What one transaction has recorded so far. */
  private final class Pending implements TransactionSynchronization {

    private final List<NewEvent> events = new ArrayList<>();

    @Override
    public int getOrder() {
      return LAST_BUT_ONE;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(AuditTrail.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(AuditTrail.this, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      chain.append(events);
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResourceIfPossible(AuditTrail.this);
    }
  }
}
