package dev.countersign.server.command;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.gateway.Gateway;
import dev.countersign.gateway.GatewayOptions;
import dev.countersign.server.role.ControlRole;
import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.Database;
import dev.countersign.server.role.GatewayRole;
import dev.countersign.server.role.Running;
import dev.countersign.server.role.TemporaryFiles;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything in one process. */
@Command(
    name = "up",
    description = "Starts everything: database, control plane and gateway.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UpCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private @Nullable ControlOptionsMixin control;
  @Mixin private GatewayOptionsMixin gateway = new GatewayOptionsMixin();

  @Override
  public Integer call() throws Exception {
    ControlOptionsMixin controlSettings = Given.value(control);
    gateway.addTo(controlSettings.addTo(common.ports())).check();
    DataDirectory data = common.data();
    GatewayOptions gatewayOptions = gateway.options(common.bind(), data);
    try (Running running = new Running()) {
      running.add("claim of the gateway's folder", data.claim("gateway"));
      running.add("temporary files", TemporaryFiles.in(data));
      Database database = Database.open(running, data, controlSettings.outsideDatabase());
      ControlOptions options = controlSettings.with(database, common.bind(), data);
      ControlPlane plane = ControlRole.start(running, options);
      Gateway door = GatewayRole.start(running, gatewayOptions, plane.feed());
      plane.gatewayListens(Addresses.display(common.bind()) + ":" + door.port());
      new Announcement(Given.value(spec).commandLine().getOut())
          .title("Countersign is running.")
          .gateway(common.bind(), gatewayOptions, door)
          .control(options, plane)
          .data(data)
          .firstCall()
          .print();
      running.await();
    }
    return 0;
  }
}
