package dev.countersign.server.command;

import dev.countersign.server.demo.Demo;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The product shown. */
@Command(
    name = "demo",
    description = "Shows who is let in, who is refused and why, in a temporary folder.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--once",
      description = "Ends after the table; exit status 1 if a call went wrong.")
  private boolean once;

  @Override
  public Integer call() throws Exception {
    boolean good = Demo.run(Given.value(spec).commandLine().getOut(), once);
    return good ? 0 : Countersign.failed();
  }
}
