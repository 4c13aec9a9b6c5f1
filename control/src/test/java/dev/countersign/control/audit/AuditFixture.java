package dev.countersign.control.audit;

import dev.countersign.control.testing.RunningControl;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** A company with a trail of its own, and somebody who can write to the database. */
final class AuditFixture {

  private final RunningControl control;
  private final String company = UUID.randomUUID().toString();

  AuditFixture(RunningControl control) {
    this.control = control;
  }

  String company() {
    return company;
  }

  /** Records so many events, each in a transaction of its own. */
  AuditFixture events(int count) {
    for (int i = 1; i <= count; i++) {
      record("thing-" + i);
    }
    return this;
  }

  void record(String... things) {
    inTransaction(() -> List.of(things).forEach(this::recordInTransaction));
  }

  void recordInTransaction(String thing) {
    trail()
        .record(actor(), AuditEvent.created("credential", thing, "A thing", Map.of("name", thing)));
  }

  Actor actor() {
    return new Actor(company, Actor.Kind.PERSON, "person-1", "Ada", "192.0.2.1");
  }

  AuditTrail trail() {
    return control.context().getBean(AuditTrail.class);
  }

  void inTransaction(Runnable work) {
    control.context().getBean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
  }

  Verification verify() {
    return control.context().getBean(AuditVerification.class).verify(company);
  }

  /** Runs this with the triggers off, as the database's administrator can; :c is the company. */
  void tamper(String... statements) {
    try (var connection = control.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("ALTER TABLE audit.events DISABLE TRIGGER ALL");
      statement.execute("ALTER TABLE audit.heads DISABLE TRIGGER ALL");
      for (String sql : statements) {
        statement.execute(sql.replace(":c", "'" + company + "'"));
      }
      statement.execute("ALTER TABLE audit.events ENABLE TRIGGER ALL");
      statement.execute("ALTER TABLE audit.heads ENABLE TRIGGER ALL");
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> column(String expression) {
    return control.column(
        "SELECT %s FROM audit.events WHERE company_id = '%s' ORDER BY sequence"
            .formatted(expression, company));
  }
}
