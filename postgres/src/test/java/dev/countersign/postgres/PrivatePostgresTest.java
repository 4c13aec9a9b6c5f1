package dev.countersign.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivatePostgresTest {

  @TempDir Path folder;

  @Test
  @DisplayName("data survives an orderly stop and start")
  void keepsData() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      execute(postgres, "CREATE TABLE kept (n bigint)", "INSERT INTO kept VALUES (42)");
    }
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      assertThat(number(postgres, "SELECT n FROM kept")).isEqualTo(42);
    }
    assertThat(Files.readString(folder.resolve("postgres.log")))
        .contains("database system is shut down")
        .doesNotContain("was interrupted");
  }

  @Test
  @DisplayName("a second start on the same folder is refused, naming folder and process")
  void refusesSecondStart() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> PrivatePostgres.start(folder))
            .isInstanceOf(AlreadyRunningException.class)
            .hasMessageContaining(folder.toString())
            .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
      }
      assertThat(Foreign.start(folder).said())
          .contains("AlreadyRunningException")
          .contains(Long.toString(ProcessHandle.current().pid()));
      execute(postgres, "SELECT 1");
    }
  }

  @Test
  @DisplayName("kill -9 of the server under load loses no acknowledged commit, and it comes back")
  void survivesKill() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      execute(postgres, "CREATE TABLE written (n bigint PRIMARY KEY)");
      AtomicLong acknowledged = new AtomicLong();
      AtomicBoolean stop = new AtomicBoolean();
      Thread writer = Thread.ofPlatform().start(() -> write(postgres, acknowledged, stop));
      for (int kill = 0; kill < 3; kill++) {
        long before = acknowledged.get();
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() > before + 50);
        long pid = postgres.pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(60)).until(() -> postgres.pid() != pid);
      }
      long before = acknowledged.get();
      await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() > before);
      stop.set(true);
      writer.join();
      assertThat(number(postgres, "SELECT count(*) FROM written WHERE n <= " + acknowledged.get()))
          .isEqualTo(acknowledged.get());
    }
  }

  /** Writes 1, 2, 3, ...; a number is acknowledged when its commit was answered. */
  private static void write(PrivatePostgres postgres, AtomicLong acknowledged, AtomicBoolean stop) {
    while (!stop.get()) {
      try (Connection connection = connect(postgres);
          Statement statement = connection.createStatement()) {
        while (!stop.get()) {
          long next = acknowledged.get() + 1;
          // The answer to a commit may have been lost with the server: then the row is there
          // already.
          statement.executeUpdate(
              "INSERT INTO written VALUES (" + next + ") ON CONFLICT DO NOTHING");
          acknowledged.set(next);
        }
      } catch (SQLException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  @DisplayName("when its parent is killed, the server shuts down in order by itself")
  void endsWithParent() throws Exception {
    try (Foreign parent = Foreign.start(folder)) {
      long pid = parent.postgresPid();
      parent.kill();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
    assertThat(Files.readString(folder.resolve("postgres.log")))
        .contains("database system is shut down");
  }

  @Test
  @DisplayName("an orphan that is still running is shut down in order before the next start")
  void endsOrphan() throws Exception {
    PrivatePostgres.start(folder).close();
    Process orphan = Foreign.orphan(folder.toRealPath().resolve("data"));
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(postgres.pid()).isNotEqualTo(orphan.pid());
      assertThat(Files.readString(folder.resolve("postgres.log"))).doesNotContain("interrupted");
      execute(postgres, "SELECT 1");
    } finally {
      orphan.destroyForcibly();
    }
  }

  @Test
  @DisplayName("a stale postmaster.pid with the number of a stranger does not hinder the start")
  void ignoresStalePid() throws Exception {
    PrivatePostgres.start(folder).close();
    Path data = folder.resolve("data");
    Process stranger =
        new ProcessBuilder(Account.of(data.toRealPath()).command(List.of("/bin/sleep", "60")))
            .start();
    try {
      Files.writeString(data.resolve("postmaster.pid"), stranger.pid() + "\n" + data + "\n");
      try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
        execute(postgres, "SELECT 1");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  @DisplayName("a port that somebody else took is left to them")
  void triesAnotherPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Iterator<Integer> ports = List.of(taken.getLocalPort(), Server.freePort()).iterator();
      try (PrivatePostgres postgres = PrivatePostgres.start(folder, ports::next)) {
        execute(postgres, "SELECT 1");
      }
    }
  }

  @Test
  @DisplayName("folder and password file are their owner's alone, and the password is asked for")
  void keepsOthersOut() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start(folder.resolve("under/private"))) {
      Path made = folder.resolve("under/private");
      assertThat(PosixModes.of(made)).isEqualTo("rwx------");
      assertThat(PosixModes.of(made.resolve("data"))).isEqualTo("rwx------");
      assertThat(PosixModes.of(made.resolve("passwords"))).isEqualTo("rw-------");
      assertThat(PosixModes.of(made.resolve("postgres.log"))).isEqualTo("rw-------");
      for (String user : new String[] {postgres.user(), "postgres"}) {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, "guess"))
            .hasMessageContaining("password authentication failed");
      }
      assertThat(postgres.toString()).doesNotContain(postgres.password());
      assertThat(text(postgres, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("false");
    }
  }

  @Test
  @DisplayName("every durable setting is on, and nothing listens but 127.0.0.1")
  void isDurable() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      for (String setting :
          new String[] {"fsync", "full_page_writes", "synchronous_commit", "data_checksums"}) {
        assertThat(text(postgres, "SHOW " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(text(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      List<String> note = Files.readAllLines(folder.resolve("data/postmaster.pid"));
      assertThat(note.get(4)).as("folder of a unix socket").isEmpty();
      assertThat(text(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  @DisplayName("a server that cannot start says why")
  void saysWhy() throws Exception {
    PrivatePostgres.start(folder).close();
    Files.writeString(folder.resolve("data/postgresql.conf"), "no such setting = 1\n");
    assertThatThrownBy(() -> PrivatePostgres.start(folder))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("syntax error");
    assertThatThrownBy(() -> PrivatePostgres.start(folder))
        .isExactlyInstanceOf(PostgresException.class);
  }

  @Test
  @DisplayName("a half-made data directory of a killed first start is made again")
  void startsOver() throws Exception {
    Path half = folder.resolve("data.new/data");
    Files.createDirectories(half);
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      execute(postgres, "SELECT 1");
    }
    assertThat(folder.resolve("data.new")).doesNotExist();
  }

  private static Connection connect(PrivatePostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private static void execute(PrivatePostgres postgres, String... statements) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private static String text(PrivatePostgres postgres, String query) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static long number(PrivatePostgres postgres, String query) throws SQLException {
    return Long.parseLong(text(postgres, query));
  }
}
