package dev.countersign.control.accounts.login;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.people.LinkPurpose;
import dev.countersign.control.accounts.people.LinkSecret;
import dev.countersign.control.accounts.people.OneTimeLinks;
import dev.countersign.control.accounts.people.People;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.KeptAddress;
import dev.countersign.control.web.PublicAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links that the operator makes on the machine itself, beside a control plane that runs: for a
 * person who cannot get in, or for the first one.
 */
public final class OperatorLinks {

  private static final Duration LIFE = Duration.ofHours(24);

  private static final String COMPANY_WITHOUT_PEOPLE =
      """
      SELECT c.id FROM accounts.companies c
      WHERE c.is_first AND NOT EXISTS (
          SELECT FROM accounts.members m WHERE m.company_id = c.id)
      """;

  private final ControlOptions options;
  private final InstantSource clock;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final OneTimeLinks links;

  /**
   * Links into the database of this control plane, at its public address where one is given, else
   * where the control plane of this data folder said at its start that it is reached.
   */
  public OperatorLinks(ControlOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
    var database =
        new DriverManagerDataSource(options.jdbcUrl(), options.user(), options.password());
    this.jdbc = JdbcClient.create(database);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    this.links = OneTimeLinks.of(jdbc, clock);
  }

  /**
   * A link by which a person sets a password.
   *
   * @param email the person's; null for the first administrator, where there are no people yet
   * @throws IllegalStateException when there is nobody to make it for; the message says so
   */
  public URI issue(@Nullable String email) {
    return address(email == null ? forFirst() : forPerson(email));
  }

  private String forPerson(String email) {
    Person person =
        found(() -> People.find(jdbc, email))
            .orElseThrow(() ->
                new IllegalStateException("There is nobody with the address %s.".formatted(email)));
    PersonTrail trail =
        new PersonTrail(
            Memberships.over(jdbc, clock), AuditTrail.over(jdbc, options.secrets(), clock));
    // Whoever runs the machine can become anybody: the companies of that person see that it was.
    var made =
        new AuditEvent(
            "member.password-link-created", "member", person.id(), person.name(), null, null);
    LinkSecret secret =
        issueOnly(LinkPurpose.PASSWORD, person.id(), () -> trail.recordOfOperator(person, made));
    return PasswordLinks.path(secret);
  }

  private String forFirst() {
    String company =
        found(() -> jdbc.sql(COMPANY_WITHOUT_PEOPLE).query(String.class).optional())
            .orElseThrow(() ->
                new IllegalStateException(
                    "There are people already. Say whose: password-link EMAIL"));
    String path =
        FirstAdministrator.path(issueOnly(LinkPurpose.FIRST_ADMINISTRATOR, company, () -> {}));
    FirstLink.keep(FirstLink.file(options), address(path));
    return path;
  }

  /**
   * In one transaction with what is noted of it: the link before ends only where this one begins.
   */
  private LinkSecret issueOnly(LinkPurpose purpose, String about, Runnable note) {
    return Objects.requireNonNull(
        transactions.execute(status -> {
          note.run();
          return links.issueOnly(purpose, about, LIFE);
        }));
  }

  private static <T> Optional<T> found(Supplier<Optional<T>> query) {
    try {
      return query.get();
    } catch (BadSqlGrammarException e) {
      throw new IllegalStateException(
          "There is no Countersign in this database yet. Start it first: ./countersign up", e);
    }
  }

  private URI address(String path) {
    return PublicAddress.of(
        options.publicUrl().or(() -> KeptAddress.of(options)),
        options.bind(),
        options.controlPort(),
        path);
  }
}
