package dev.countersign.server.command;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the help of a command beside a control plane shows. It takes all of the control plane's
 * options, so that it can be run with the same ones, and needs few of them.
 */
final class ShownOptions {

  private static final Set<String> OF_EVERY_COMMAND = Set.of("--help", "--version", "--config");

  private ShownOptions() {}

  /** Leaves these, those of the database and those of every command; the others work unseen. */
  static void alone(@Nullable CommandLine command, Set<String> shown) {
    CommandSpec spec = Objects.requireNonNull(command).getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      String name = option.longestName();
      if (!shown.contains(name)
          && !OF_EVERY_COMMAND.contains(name)
          && !name.startsWith("--database-")) {
        spec.remove(option);
        spec.addOption(OptionSpec.builder(option).hidden(true).build());
      }
    }
  }
}
