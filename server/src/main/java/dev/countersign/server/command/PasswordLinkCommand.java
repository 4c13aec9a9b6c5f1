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
      "Prints a link by which a person sets a new password; without an address, the link for the",
      "first administrator. To be run on the machine of a control plane, with its options."
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
    DataDirectory data = common.data();
    try (Running running = new Running()) {
      Database database = Database.beside(running, data, settings.outsideDatabase());
      URI link = link(settings.with(database, common.bind(), data));
      PrintWriter out = Given.value(spec).commandLine().getOut();
      out.println("This link works once, within a day, and for whoever has it:");
      out.println();
      out.println("    " + link);
      out.flush();
    }
    return 0;
  }

  private URI link(ControlOptions options) throws StartException {
    try {
      return new OperatorLinks(options, InstantSource.system()).issue(email);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }
}
