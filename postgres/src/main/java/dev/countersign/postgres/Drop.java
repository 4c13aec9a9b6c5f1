package dev.countersign.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How root starts a program as another user: the first of the usual tools that is there. */
sealed interface Drop {

  List<String> command(SystemUser user, List<String> command);

  static Drop available(Function<String, Optional<Path>> tools) throws PostgresException {
    return Stream.<Optional<Drop>>of(
            tools.apply("setpriv").map(SetPriv::new),
            tools.apply("runuser").map(RunUser::new),
            tools.apply("su").map(Su::new))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() ->
            new PostgresException(
                "PostgreSQL does not run as root, and neither setpriv, runuser nor su is here to"
                    + " start it as an ordinary user. Install util-linux, or start Countersign as"
                    + " an ordinary user."));
  }

  record SetPriv(Path tool) implements Drop {
    @Override
    public List<String> command(SystemUser user, List<String> command) {
      return CommandLine.join(
          List.of(
              tool.toString(),
              "--reuid=" + user.uid(),
              "--regid=" + user.gid(),
              "--clear-groups",
              "--no-new-privs"),
          command);
    }
  }

  record RunUser(Path tool) implements Drop {
    @Override
    public List<String> command(SystemUser user, List<String> command) {
      return CommandLine.join(List.of(tool.toString(), "-u", user.name(), "--"), command);
    }
  }

  record Su(Path tool) implements Drop {
    @Override
    public List<String> command(SystemUser user, List<String> command) {
      String line = command.stream().map(Su::quoted).collect(Collectors.joining(" ", "exec ", ""));
      return List.of(tool.toString(), "-s", "/bin/sh", user.name(), "-c", line);
    }

    private static String quoted(String word) {
      return "'" + word.replace("'", "'\\''") + "'";
    }
  }
}
