package dev.countersign.control.feed;

import dev.countersign.control.feed.ReportStore.Reporter;
import dev.countersign.control.web.Ids;
import dev.countersign.pki.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The gateway in the control plane's own process. It is shown among the others, under an id that is
 * kept in the data directory.
 */
class InProcessGateway {

  private final GatewayTable table;
  private final PrivateFile idFile;
  private final InstantSource clock;
  private volatile String id = "";

  InProcessGateway(GatewayTable table, Path idFile, InstantSource clock) {
    this.table = table;
    this.idFile = PrivateFile.at(idFile);
    this.clock = clock;
  }

  /** Its id; it has one once it has registered. */
  String id() {
    return id;
  }

  /** As it reports. */
  Reporter reporter() {
    return new Reporter(id, hostName());
  }

  /** Enters it among the gateways, where it is not yet. */
  synchronized void register() {
    if (id.isEmpty()) {
      String kept = keptId();
      table.insert(kept, hostName(), true, clock.instant());
      id = kept;
    }
  }

  private String keptId() {
    try {
      idFile.writeOnce(Ids.next());
      return idFile.read().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
