package dev.countersign.control.audit;

import dev.countersign.control.database.BeforeCommit;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
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

  private final BeforeCommit<NewEvent> events;
  private final PlainJson json;
  private final InstantSource clock;

  AuditTrail(AuditChain chain, JsonMapper json, InstantSource clock) {
    this.events = BeforeCommit.in(BeforeCommit.Turn.AUDIT_TRAIL, chain::append);
    this.json = new PlainJson(json);
    this.clock = clock;
  }

  /**
   * The trail of a database, for a command that is no control plane and that has its own
   * transactions.
   *
   * @param jdbc in whose transactions it is written
   * @param secrets the folder in which the control planes of that database keep their secrets
   * @throws IllegalStateException where the key that seals the ends is not in it; the message says
   *     what to do
   */
  public static AuditTrail over(JdbcClient jdbc, Path secrets, InstantSource clock) {
    JsonMapper json = JsonMapper.shared();
    AuditChain chain =
        new AuditChain(
            new HeadRepository(jdbc), new EventRepository(jdbc, json), HeadSeal.open(secrets));
    return new AuditTrail(chain, json, clock);
  }

  /** Appends a change of the transaction that runs; there must be one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Actor actor, AuditEvent event) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // As it is now: the caller may go on to change what it handed over.
    events.add(
        List.of(new NewEvent(now, actor, event, json.of(event.before()), json.of(event.after()))));
  }
}
