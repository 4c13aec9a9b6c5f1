package dev.countersign.server.command;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.server.role.ControlRole;
import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.Database;
import dev.countersign.server.role.Running;
import dev.countersign.server.role.TemporaryFiles;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The control plane alone. */
@Command(
    name = "control",
    description = "Starts a control plane alone; gateways connect to it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ControlCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private @Nullable ControlOptionsMixin control;

  @Override
  public Integer call() throws Exception {
    ControlOptionsMixin settings = Given.value(control);
    settings.addTo(common.ports()).check();
    DataDirectory data = common.data();
    try (Running running = new Running()) {
      running.add("temporary files", TemporaryFiles.in(data));
      Database database = Database.open(running, data, settings.outsideDatabase());
      ControlOptions options = settings.with(database, common.bind(), data);
      ControlPlane plane = ControlRole.start(running, options);
      new Announcement(Given.value(spec).commandLine().getOut())
          .title("The control plane is running.")
          .control(options, plane)
          .data(data)
          .enrolment()
          .print();
      running.await();
    }
    return 0;
  }
}
