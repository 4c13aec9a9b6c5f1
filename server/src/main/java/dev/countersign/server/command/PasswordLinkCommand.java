package dev.countersign.server.command;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.accounts.login.OperatorLinks;
import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.Database;
import dev.countersign.server.role.Running;
import dev.countersign.server.role.StartException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets somebody in again who has forgotten their password and gets no mail. */
@Command(
    name = "password-link",
    description = {
      "Makes a link by which somebody sets a password.",
      "Without EMAIL it is for the first administrator.",
      "Run it on the machine of a control plane, with its --data. The link begins with the address"
          + " that the control plane had at its start."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PasswordLinkCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private @Nullable ControlOptionsMixin control;

  @Parameters(arity = "0..1", paramLabel = "EMAIL", description = "The person's e-mail address.")
  private @Nullable String email;

  @Override
  public Integer call() throws Exception {
    ControlOptionsMixin settings = Given.value(control);
    Optional<Database> outside = settings.outsideDatabase();
    DataDirectory data = common.existing(outside.isEmpty());
    try (Running running = new Running()) {
      Database database = Database.beside(running, data, outside);
      URI link = link(reached(settings.with(database, common.bind(), data)));
      PrintWriter out = Given.value(spec).commandLine().getOut();
      out.println("This link works once, within a day, and for whoever has it:");
      out.println();
      out.println("    " + link);
      out.flush();
    }
    return 0;
  }

  /** A port on the command line goes before the address that the control plane kept. */
  private ControlOptions reached(ControlOptions options) {
    boolean port =
        Given.value(spec).commandLine().getParseResult().hasMatchedOption("--control-port");
    return port && options.publicUrl().isEmpty()
        ? options.with(URI.create(Addresses.controlUrl(options.bind(), options.controlPort())))
        : options;
  }

  private URI link(ControlOptions options) throws StartException {
    try {
      return new OperatorLinks(options, InstantSource.system()).issue(email);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }
}
