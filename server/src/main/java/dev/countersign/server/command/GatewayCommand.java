package dev.countersign.server.command;

import dev.countersign.gateway.Gateway;
import dev.countersign.gateway.GatewayOptions;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.GatewayRole;
import dev.countersign.server.role.Membership;
import dev.countersign.server.role.Running;
import dev.countersign.server.role.TemporaryFiles;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A gateway alone. */
@Command(
    name = "gateway",
    description = "Starts a gateway alone; it follows a control plane.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class GatewayCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--control",
      paramLabel = "HOST:FEED-PORT",
      required = true,
      description = "Where the control plane's feed is.")
  private String control = "";

  @Option(
      names = "--enrolment-token",
      paramLabel = "T",
      description =
          "The first time: from POST /api/v1/gateways/enrolments. Others see the command line:"
              + " better as COUNTERSIGN_ENROLMENT_TOKEN.")
  private @Nullable String enrolmentToken;

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private GatewayOptionsMixin gateway = new GatewayOptionsMixin();

  @Override
  public Integer call() throws Exception {
    gateway.addTo(common.ports()).check();
    DataDirectory data = common.data();
    GatewayOptions options = gateway.options(common.bind(), data);
    try (Running running = new Running()) {
      running.add("claim of the gateway's folder", data.claim("gateway"));
      running.add("temporary files", TemporaryFiles.in(data));
      HttpConfigurationFeed feed =
          Membership.join(
              running, control, Optional.ofNullable(enrolmentToken), options.dataDirectory());
      Gateway door = GatewayRole.start(running, options, feed);
      new Announcement(Given.value(spec).commandLine().getOut())
          .title("The gateway is running.")
          .gateway(common.bind(), options, door)
          .data(data)
          .print();
      running.await();
    }
    return 0;
  }
}
