package dev.countersign.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The system user that PostgreSQL runs as: our own, or an unprivileged one where we are root, as
 * which PostgreSQL refuses to run.
 *
 * <p>The folder usually lies under folders that the unprivileged user may not enter. It need not:
 * the child is started inside its data directory, and names it {@code /proc/self/cwd}, which leads
 * there without passing through the parents. Nobody's permissions are widened.
 */
sealed interface Account {

  List<String> USERS = List.of("countersign", "postgres", "nobody");

  /** The command that runs {@code command} as this user. */
  List<String> command(List<String> command);

  /** How a child that was started inside {@code directory} names it. */
  String nameOf(Path directory);

  /** Makes the user the owner of a file or folder. */
  void own(Path path) throws IOException;

  /** Whose data directory this is; a new folder's is chosen from the users that the system has. */
  static Account of(Path dataDirectory) throws PostgresException, IOException {
    if (SystemUser.current() != 0) {
      return new Ourselves();
    }
    SystemUser user =
        Files.isDirectory(dataDirectory)
            ? SystemUser.ownerOf(dataDirectory)
            : firstOf(USERS)
                .orElseThrow(() ->
                    new PostgresException(
                        "PostgreSQL does not run as root, and none of the users "
                            + String.join(", ", USERS)
                            + " exists to run it as. Create one: useradd --system countersign;"
                            + " or start Countersign as an ordinary user."));
    return new Dropped(user, Drop.available(Tool::find));
  }

  private static Optional<SystemUser> firstOf(List<String> names) throws IOException {
    for (String name : names) {
      Optional<SystemUser> user = SystemUser.named(name);
      if (user.isPresent()) {
        return user;
      }
    }
    return Optional.empty();
  }

  /** We are not root. */
  record Ourselves() implements Account {

    @Override
    public List<String> command(List<String> command) {
      return CommandLine.join(Tether.session(), CommandLine.join(Tether.endWithParent(), command));
    }

    @Override
    public String nameOf(Path directory) {
      return directory.toString();
    }

    @Override
    public void own(Path path) {}
  }

  /** We are root, and run PostgreSQL as somebody less. */
  record Dropped(SystemUser user, Drop drop) implements Account {

    @Override
    public List<String> command(List<String> command) {
      return CommandLine.join(
          Tether.session(), drop.command(user, CommandLine.join(Tether.endWithParent(), command)));
    }

    @Override
    public String nameOf(Path directory) {
      return "/proc/self/cwd";
    }

    @Override
    public void own(Path path) throws IOException {
      Files.setAttribute(path, "unix:uid", user.uid());
      Files.setAttribute(path, "unix:gid", user.gid());
    }
  }
}
