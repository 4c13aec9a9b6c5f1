package dev.countersign.server.command;

import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.Ports;
import dev.countersign.server.role.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every role. */
final class CommonOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where everything is kept; ${DEFAULT-VALUE} where not given.")
  private Path data = Path.of("data");

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on; loopback (${DEFAULT-VALUE}) where not given.")
  private String bind = "127.0.0.1";

  DataDirectory data() throws StartException {
    return DataDirectory.prepare(data);
  }

  /** The folder of a control plane that was started before; makes nothing. */
  DataDirectory existing(boolean withDatabase) throws StartException {
    if (!Files.isDirectory(data)) {
      throw new StartException(
          "There is no folder %s. Name the data folder of a control plane: --data DIR."
              .formatted(data));
    }
    if (withDatabase && !Files.isDirectory(data.resolve(DataDirectory.POSTGRES))) {
      throw new StartException(
          """
          There is no database in the folder %s. Name the data folder of a control plane, --data DIR; \
          or its database, where it has another one: --database-url URL.\
          """
              .formatted(data));
    }
    return data();
  }

  String bind() {
    return bind;
  }

  Ports ports() {
    return new Ports(bind);
  }
}
