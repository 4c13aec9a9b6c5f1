package dev.countersign.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of its own: the triggers are switched off in it. */
class VerificationTest {

  private static final String OF = " WHERE company_id = :c AND sequence = ";

  @TempDir static Path folder;
  private static RunningControl control;

  @BeforeAll
  static void start() {
    control =
        RunningControl.start(
            TestPostgres.shared().database(), folder.resolve("one"), InstantSource.system());
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  private final AuditFixture trail = new AuditFixture(control).events(5);

  private void assertFault(long wholeUntil, String code) {
    Verification found = trail.verify();
    assertThat(found.fault()).isNotNull();
    assertThat(found.fault().code()).as(found.fault().message()).isEqualTo(code);
    assertThat(found.sequence()).isEqualTo(wholeUntil);
  }

  @ParameterizedTest
  @CsvSource({
    "actor_name, 'Eve'",
    "actor_id, 'person-2'",
    "actor_kind, 'system'",
    "address, '192.0.2.2'",
    "at, now()",
    "action, 'credential.deleted'",
    "kind, 'role'",
    "thing_id, 'other'",
    "thing_name, 'other'",
    "before, '{}'",
    "after, NULL",
    "previous, sha256('x')",
    "hash, sha256('x')"
  })
  @DisplayName("A2 verification finds an event of which any column was changed")
  void changed(String column, String value) {
    String literal = value.matches("now.*|NULL|sha.*|'.*") ? value : "'" + value + "'";
    trail.tamper("UPDATE audit.events SET " + column + " = " + literal + OF + "3");
    assertFault(2, "event_changed");
  }

  @Test
  @DisplayName("A2 verification finds an event that was taken out")
  void removed() {
    trail.tamper("DELETE FROM audit.events" + OF + "3");
    assertFault(2, "event_missing");
  }

  @Test
  @DisplayName("A2 verification finds an event that was taken out, the later ones moved up")
  void closedUp() {
    trail.tamper(
        "DELETE FROM audit.events" + OF + "3",
        "UPDATE audit.events SET sequence = 3" + OF + "4",
        "UPDATE audit.events SET sequence = 4" + OF + "5");
    assertFault(2, "event_changed");
  }

  @Test
  @DisplayName("A2 verification finds two events that changed places")
  void reordered() {
    trail.tamper(
        "UPDATE audit.events SET sequence = 99" + OF + "2",
        "UPDATE audit.events SET sequence = 2" + OF + "3",
        "UPDATE audit.events SET sequence = 3" + OF + "99");
    assertFault(1, "event_changed");
  }

  @Test
  @DisplayName("A2 verification finds an event that was put in, with a hash that fits it")
  void inserted() {
    RecordedEvent own = forged(3);
    trail.tamper(
        "UPDATE audit.events SET sequence = 6" + OF + "5",
        "UPDATE audit.events SET sequence = 5" + OF + "4",
        "UPDATE audit.events SET sequence = 4" + OF + "3",
        insert(own));
    assertFault(3, "event_changed");
  }

  @Test
  @DisplayName("A2 verification finds an event that was appended by another hand")
  void appended() {
    trail.tamper(insert(forged(6)));
    assertFault(6, "end_changed");
  }

  @Test
  @DisplayName("A2 verification finds an event in another's place, though its own hash fits")
  void doesNotFollow() {
    RecordedEvent own = forged(3);
    String previous = "decode('%s', 'hex')".formatted("ab".repeat(32));
    RecordedEvent moved =
        new RecordedEvent(
            3,
            own.at(),
            own.company(),
            own.actor(),
            own.action(),
            own.kind(),
            own.id(),
            own.name(),
            own.before(),
            own.after(),
            "ab".repeat(32),
            "");
    trail.tamper(
        "DELETE FROM audit.events" + OF + "3",
        insert(moved.with(EventHash.of(moved))),
        "UPDATE audit.events SET previous = " + previous + OF + "3");
    assertFault(2, "event_does_not_follow");
  }

  @Test
  @DisplayName("A2 verification finds that the end was cut off")
  void cut() {
    trail.tamper("DELETE FROM audit.events WHERE company_id = :c AND sequence > 3");
    assertFault(3, "end_missing");
    trail.tamper("DELETE FROM audit.events WHERE company_id = :c");
    assertFault(0, "end_missing");
  }

  @Test
  @DisplayName("A2 whoever cuts the end and moves the head back lacks the key that seals it")
  void cutWithHead() {
    trail.tamper(
        "DELETE FROM audit.events WHERE company_id = :c AND sequence > 3",
        """
        UPDATE audit.heads SET sequence = 3,
            hash = (SELECT hash FROM audit.events WHERE company_id = :c AND sequence = 3)
        WHERE company_id = :c
        """);
    assertFault(3, "seal_broken");
    trail.tamper("DELETE FROM audit.heads WHERE company_id = :c");
    assertFault(3, "head_missing");
  }

  @Test
  @DisplayName("A2 another control plane without the key says which key it lacks")
  void otherKey() {
    var database = control.database();
    var source =
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    assertThat(
            AuditVerification.over(source, folder.resolve("one/secrets"))
                .verify(trail.company())
                .isWhole())
        .isTrue();
    assertThatThrownBy(() -> AuditVerification.over(source, folder.resolve("two")))
        .hasMessageContaining("audit-seal-key is missing");
    HeadSeal.openOrCreate(folder.resolve("two"));
    Verification found =
        AuditVerification.over(source, folder.resolve("two")).verify(trail.company());
    assertThat(found.fault().code()).isEqualTo("seal_by_another_key");
    assertThat(found.fault().message()).contains("secrets/audit-seal-key");
  }

  @Test
  @DisplayName(
      "A2 an older state put back whole is whole: only a hash written down elsewhere tells")
  void putBack() {
    trail.tamper("CREATE TABLE old_head AS SELECT * FROM audit.heads WHERE company_id = :c");
    String last = trail.verify().hash();
    trail.events(2);
    trail.tamper(
        "DELETE FROM audit.events WHERE company_id = :c AND sequence > 5",
        "DELETE FROM audit.heads WHERE company_id = :c",
        "INSERT INTO audit.heads SELECT * FROM old_head",
        "DROP TABLE old_head");
    assertThat(trail.verify().isWhole()).isTrue();
    AuditVerification verification = control.context().getBean(AuditVerification.class);
    assertThat(verification.hashOf(trail.company(), 5)).contains(last);
    assertThat(verification.hashOf(trail.company(), 7)).isEmpty();
  }

  /** What somebody without the seal's key can make: an event that fits the one before it. */
  private RecordedEvent forged(long sequence) {
    RecordedEvent before =
        control
            .context()
            .getBean(AuditEvents.class)
            .find(trail.company(), sequence - 1)
            .orElseThrow();
    RecordedEvent forged =
        new RecordedEvent(
            sequence,
            before.at(),
            before.company(),
            before.actor(),
            "credential.deleted",
            before.kind(),
            before.id(),
            before.name(),
            before.before(),
            before.after(),
            before.hash(),
            "");
    return forged.with(EventHash.of(forged));
  }

  private static String insert(RecordedEvent event) {
    return """
    INSERT INTO audit.events SELECT company_id, %d, at, actor_kind, actor_id, actor_name, address,
        '%s', kind, thing_id, thing_name, before, after, decode('%s', 'hex'), decode('%s', 'hex')
    FROM audit.events WHERE company_id = :c AND sequence = %d
    """
        .formatted(
            event.sequence(), event.action(), event.previous(), event.hash(), event.sequence() - 1);
  }
}
