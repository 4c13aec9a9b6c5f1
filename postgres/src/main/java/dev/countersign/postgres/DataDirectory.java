package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** PostgreSQL's data directory: made by initdb once, whole or not at all. */
final class DataDirectory {

  private static final String SUPERUSER = "postgres";

  private final Path path;
  private final Account account;

  DataDirectory(Path path, Account account) {
    this.path = path;
    this.account = account;
  }

  Path path() {
    return path;
  }

  Account account() {
    return account;
  }

  /** Runs initdb beside the final place and renames, so that a kill in between leaves nothing. */
  void makeIfMissing(PostgresBinaries binaries, Passwords passwords)
      throws PostgresException, IOException, InterruptedException {
    if (Files.isDirectory(path)) {
      return;
    }
    Path workshop = path.resolveSibling("data.new");
    Folders.delete(workshop);
    Folders.makePrivate(workshop);
    account.own(workshop);
    Path unfinished = workshop.resolve("data");
    Folders.makePrivate(unfinished);
    account.own(unfinished);
    Path passwordFile = workshop.resolve("password");
    Files.createFile(passwordFile, asFileAttribute(fromString("rw-------")));
    Files.writeString(passwordFile, passwords.superuser(), US_ASCII);
    account.own(passwordFile);
    initialise(binaries, unfinished);
    Files.move(unfinished, path);
    Folders.delete(workshop);
  }

  private void initialise(PostgresBinaries binaries, Path unfinished)
      throws PostgresException, IOException, InterruptedException {
    String name = account.nameOf(unfinished);
    List<String> command =
        account.command(
            List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + name,
                "--username=" + SUPERUSER,
                "--pwfile=" + name + "/../password",
                "--auth-local=reject",
                "--auth-host=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    ChildProcess.run(command, unfinished);
  }

  /** The server that holds the directory, as it noted itself. */
  OptionalLong notedPid() {
    try {
      return OptionalLong.of(
          Long.parseLong(Files.readAllLines(pidFile(), US_ASCII).getFirst().strip()));
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }

  Path pidFile() {
    return path.resolve("postmaster.pid");
  }
}
