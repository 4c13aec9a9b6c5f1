package dev.countersign.control.testing;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.control.MailOptions;
import dev.countersign.control.accounts.apikeys.Scope;
import dev.countersign.control.accounts.roles.DefaultRoles;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A control plane with a database of its own. */
public final class RunningControl implements AutoCloseable {

  public static final String FIRST_KEY = "first-key-of-the-tests-0123456789-abcdef";

  /** What a key of a company can carry. */
  public static final String[] EVERY_SCOPE =
      Arrays.stream(Scope.values())
          .filter(scope -> !scope.isInstallationWide())
          .map(Scope::toString)
          .toArray(String[]::new);

  private static RunningControl shared;

  private final TestDatabase database;
  private final ControlPlane control;

  private RunningControl(TestDatabase database, ControlPlane control) {
    this.database = database;
    this.control = control;
  }

  /** One for all tests that do not change its surroundings; each takes companies of its own. */
  public static synchronized RunningControl shared() {
    if (shared == null) {
      shared = start(TestPostgres.shared().database(), temporary(), InstantSource.system());
    }
    return shared;
  }

  public static RunningControl start(TestDatabase database, Path directory, InstantSource clock) {
    return new RunningControl(
        database, ControlPlane.start(options(database, directory, Optional.of(FIRST_KEY)), clock));
  }

  /** One that sends mails by this server. */
  public static RunningControl start(
      TestDatabase database, Path directory, InstantSource clock, MailOptions mail) {
    ControlOptions options = options(database, directory, Optional.of(FIRST_KEY)).with(mail);
    return new RunningControl(database, ControlPlane.start(options, clock));
  }

  /** One with these options. */
  public static RunningControl start(TestDatabase database, ControlOptions options) {
    return new RunningControl(database, ControlPlane.start(options));
  }

  public static ControlOptions options(
      TestDatabase database, Path directory, Optional<String> bootstrapApiKey) {
    return new ControlOptions(
        database.jdbcUrl(),
        database.user(),
        database.password(),
        "127.0.0.1",
        0,
        0,
        directory,
        bootstrapApiKey,
        Optional.empty());
  }

  public static Path temporary() {
    try {
      Path directory = Files.createTempDirectory("control");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return control.controlPort();
  }

  public ControlPlane plane() {
    return control;
  }

  public TestDatabase database() {
    return database;
  }

  /** A caller with the first company's first key. */
  public ApiClient first() {
    return new ApiClient(port(), FIRST_KEY);
  }

  /** A caller without a key. */
  public ApiClient anonymous() {
    return new ApiClient(port(), null);
  }

  /** A caller of a new company, with every scope. */
  public ApiClient company() {
    return company(
        "certificates:read",
        "certificates:write",
        "apis:read",
        "apis:write",
        "credentials:read",
        "credentials:write",
        "api-keys:read",
        "api-keys:write",
        "members:read",
        "members:write",
        "roles:read",
        "roles:write");
  }

  /** A caller of a new company, with these scopes. */
  public ApiClient company(String... scopes) {
    String company = UUID.randomUUID().toString();
    String key = "key-of-" + company;
    update("INSERT INTO accounts.companies VALUES (?, 'A company', false, now())", company);
    context().getBean(DefaultRoles.class).add(company, Instant.now());
    update(
        "INSERT INTO accounts.api_keys VALUES (?, ?, 'Key', ?, string_to_array(?, ','), now())",
        UUID.randomUUID().toString(),
        company,
        sha256(key),
        String.join(",", scopes));
    return new ApiClient(port(), key);
  }

  /** A caller with another key of the same company. */
  public ApiClient keyOf(ApiClient companys, String... scopes) {
    return addKey(companyOf(companys), null, scopes);
  }

  /** A caller with a key of this person, who is a member of the company. */
  public ApiClient personalKey(ApiClient companys, String person, String... scopes) {
    return addKey(companyOf(companys), person, scopes);
  }

  private ApiClient addKey(String company, String owner, String... scopes) {
    String key = "key-" + UUID.randomUUID();
    update(
        "INSERT INTO accounts.api_keys (id, company_id, name, hash, scopes, owner_id, created_at)"
            + " VALUES (?, ?, 'Key', ?, string_to_array(?, ','), ?, now())",
        UUID.randomUUID().toString(),
        company,
        sha256(key),
        String.join(",", scopes),
        owner);
    return new ApiClient(port(), key);
  }

  /** A person signed in to the company of this caller, with a role of these permissions. */
  public PageClient member(ApiClient companys, String... permissions) {
    String email = UUID.randomUUID() + "@example.com";
    String password = "password-of-" + email;
    addMember(companys, email, password, permissions);
    return new PageClient(port()).signIn(email, password);
  }

  /** Makes a person of the company of this caller, with a role of these permissions. */
  public void addMember(ApiClient companys, String email, String password, String... permissions) {
    String company = companyOf(companys);
    String person = addPerson(company, email, password);
    update(
        "INSERT INTO accounts.roles VALUES (?, ?, ?, string_to_array(?, ','), false, 1, now())",
        company,
        person,
        "Role of " + email,
        String.join(",", permissions));
    update("INSERT INTO accounts.member_roles VALUES (?, ?, ?)", company, person, person);
  }

  /** Makes an administrator of the company of this caller; answers the person's id. */
  public String addAdministrator(ApiClient companys, String email, String password) {
    String company = companyOf(companys);
    String person = addPerson(company, email, password);
    update(
        "INSERT INTO accounts.member_roles SELECT company_id, ?, id FROM accounts.roles"
            + " WHERE company_id = ? AND holds_everything",
        person,
        company);
    return person;
  }

  /** The id of the company whose key this is. */
  public String companyOf(ApiClient companys) {
    return column(
            "SELECT company_id FROM accounts.api_keys WHERE hash = sha256('%s')"
                .formatted(companys.key()))
        .getFirst();
  }

  private String addPerson(String company, String email, String password) {
    String person = UUID.randomUUID().toString();
    String hash = context().getBean(PasswordEncoder.class).encode(password);
    update(
        "INSERT INTO accounts.people (id, email, name, password_hash, created_at)"
            + " VALUES (?, ?, 'Ada', ?, now())",
        person,
        email,
        hash);
    update("INSERT INTO accounts.members VALUES (?, ?, now())", company, person);
    return person;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public void update(String sql, Object... parameters) {
    try (Connection connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<String> column(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A gateway that is enrolled, so to speak; answers its id. */
  public String addGateway(String name) {
    String id = UUID.randomUUID().toString();
    update(
        "INSERT INTO feed.gateway (id, name, in_process, enrolled_at) VALUES (?, ?, false, now())",
        id,
        name);
    return id;
  }

  /** Whether a transaction waits for another's lock now. */
  public boolean isAnyoneWaiting() {
    return !column(
            "SELECT pid FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
        .isEmpty();
  }

  /** How the database reads this where it may sort only if no index has the order. */
  public String planInOrder(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("SET enable_sort = off; SET enable_incremental_sort = off");
      StringBuilder plan = new StringBuilder();
      try (var rows = statement.executeQuery("EXPLAIN " + sql)) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  /** The application behind it, for tests that walk its routes. */
  public ApplicationContext context() {
    try {
      var field = ControlPlane.class.getDeclaredField("context");
      field.setAccessible(true);
      return (ApplicationContext) field.get(control);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    control.close();
  }
}
