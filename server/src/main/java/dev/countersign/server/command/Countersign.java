package dev.countersign.server.command;

import dev.countersign.server.settings.OptionValues;
import dev.countersign.server.settings.SettingsException;
import dev.countersign.server.settings.SettingsFile;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The whole command line. */
@Command(
    name = "countersign",
    description = "Mutual TLS for the APIs that a company publishes.",
    subcommands = {
      UpCommand.class,
      ControlCommand.class,
      GatewayCommand.class,
      DemoCommand.class,
      PasswordLinkCommand.class,
      AuditCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Every option is also an environment variable (--gateway-port is COUNTERSIGN_GATEWAY_PORT) and",
      "a key of countersign.yaml (gateway-port). The command line goes before the environment, and",
      "that before the file."
    })
public final class Countersign {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Countersign() {}

  /** Taken here so that help and checks know it; the file was read before, by configOf. */
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Settings; countersign.yaml of the working directory where there is one.")
  void config(Path file) {
    Objects.requireNonNull(file);
  }

  /** Runs a command to its end; the exit status: 0, 1 when it failed, 2 when it was misused. */
  public static int run(String[] arguments, Map<String, String> environment) {
    return run(arguments, environment, writer(System.out), writer(System.err));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Countersign(), new CommandFactory(environment));
    line.setOut(out).setErr(err);
    line.setUsageHelpAutoWidth(true);
    ShownOptions.alone(
        line.getSubcommands().get("password-link"),
        Set.of("--data", "--control-port", "--public-url"));
    ShownOptions.alone(
        Objects.requireNonNull(line.getSubcommands().get("audit")).getSubcommands().get("verify"),
        Set.of("--data", "--company", "--expect"));
    line.setExecutionExceptionHandler(new Failures());
    line.setParameterExceptionHandler(Countersign::explainMisuse);
    try {
      SettingsFile file = SettingsFile.read(configOf(arguments, environment), names(line));
      line.setDefaultValueProvider(new OptionValues(environment, file));
    } catch (SettingsException e) {
      err.println(e.getMessage());
      return MISUSED;
    }
    if (arguments.length == 0) {
      line.usage(err);
      return MISUSED;
    }
    return line.execute(arguments);
  }

  private static int explainMisuse(CommandLine.ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr().println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
    line.getErr().println("See: ./" + line.getCommandSpec().qualifiedName() + " --help");
    return MISUSED;
  }

  /** The file is needed before the options are read, since it gives their values. */
  private static Optional<Path> configOf(String[] arguments, Map<String, String> environment) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--config=")) {
        return Optional.of(Path.of(arguments[i].substring("--config=".length())));
      }
      if (arguments[i].equals("--config") && i + 1 < arguments.length) {
        return Optional.of(Path.of(arguments[i + 1]));
      }
    }
    return Optional.ofNullable(environment.get(OptionValues.variable("config"))).map(Path::of);
  }

  /** What a settings file may set: every option of every command but those that only show help. */
  private static Set<String> names(CommandLine line) {
    return line.getSubcommands().values().stream()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .map(OptionSpec::longestName)
        .map(name -> name.substring(2))
        .filter(name -> !name.equals("config"))
        .collect(Collectors.toSet());
  }

  static int failed() {
    return FAILED;
  }
}
