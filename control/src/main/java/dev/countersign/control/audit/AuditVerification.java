package dev.countersign.control.audit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Verifies the chains of a database. */
public class AuditVerification {

  private final HeadRepository heads;
  private final EventRepository events;
  private final HeadSeal seal;
  private final TransactionTemplate snapshot;
  private final InstantSource clock;

  AuditVerification(
      HeadRepository heads,
      EventRepository events,
      HeadSeal seal,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    this.heads = heads;
    this.events = events;
    this.seal = seal;
    this.clock = clock;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  /**
   * Over a database without a control plane.
   *
   * @param secrets the folder in which the control planes of that database keep their secrets
   * @throws IllegalStateException where the key that seals the ends is not in it; the message says
   *     what to do
   */
  public static AuditVerification over(DataSource database, Path secrets) {
    JdbcClient jdbc = JdbcClient.create(database);
    return new AuditVerification(
        new HeadRepository(jdbc),
        new EventRepository(jdbc, JsonMapper.shared()),
        HeadSeal.open(secrets),
        new JdbcTransactionManager(database),
        InstantSource.system());
  }

  /** The companies that have a trail. */
  public List<String> companies() {
    return heads.companies();
  }

  /** Looks at every event of a company's chain, as they are at this moment. */
  public Verification verify(String company) {
    Verifier verifier = new Verifier(company, seal);
    Optional<Verification.Fault> fault =
        Optional.ofNullable(
            snapshot.execute(status -> {
              // The head first: in one snapshot the order does not matter, but it fails sooner.
              Optional<HeadRepository.Sealed> head = heads.find(company);
              events.inOrder(company, verifier::next);
              return verifier.end(head).orElse(null);
            }));
    Head whole = verifier.whole();
    return new Verification(
        company, clock.instant(), whole.sequence(), whole.hash(), fault.orElse(null));
  }

  /** The same, and keeps what was found for {@link #last}. */
  public Verification verifyAndKeep(String company) {
    Verification verification = verify(company);
    heads.keep(verification);
    return verification;
  }

  /** What was found when it was last kept. */
  public Optional<Verification> last(String company) {
    return heads.lastVerification(company);
  }

  /** The hash of an event, where it is there. */
  public Optional<String> hashOf(String company, long sequence) {
    return events.find(company, sequence).map(RecordedEvent::hash);
  }
}
