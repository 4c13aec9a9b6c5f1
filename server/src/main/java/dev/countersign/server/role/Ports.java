package dev.countersign.server.role;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The ports that will be listened on, looked at before anything is started, so that a mistake costs
 * a second and leaves nothing behind.
 */
public final class Ports {

  /**
   * A port that an option asks for.
   *
   * @param bindOption the option that names its address
   */
  private record Wanted(String option, String bindOption, String bind) {}

  private final String bind;
  private final Map<Integer, Wanted> wanted = new LinkedHashMap<>();

  public Ports(String bind) {
    this.bind = bind;
  }

  /** Asks for a port by the option that names it; 0 is any free one. */
  public Ports want(String option, int port) throws StartException {
    return want(option, port, "--bind", bind);
  }

  /** Likewise, on an address of its own. */
  public Ports want(String option, int port, String bindOption, String address)
      throws StartException {
    if (port < 0 || port > 65_535) {
      throw new StartException(
          "%s %d is no port; use 1 to 65535, or 0 for any free one.".formatted(option, port));
    }
    Wanted other = port == 0 ? null : wanted.put(port, new Wanted(option, bindOption, address));
    if (other != null) {
      throw new StartException(
          "%s and %s both name port %d; each needs its own."
              .formatted(other.option(), option, port));
    }
    return this;
  }

  /** Refuses ports that cannot be listened on now. */
  public void check() throws StartException {
    for (Map.Entry<Integer, Wanted> entry : wanted.entrySet()) {
      int port = entry.getKey();
      Wanted asked = entry.getValue();
      try (ServerSocket socket = new ServerSocket(port, 1, address(asked))) {
        socket.setReuseAddress(true);
      } catch (BindException e) {
        throw new StartException(explain(asked, port, e), e);
      } catch (IOException e) {
        throw new StartException(
            "Port %d (%s) cannot be used: %s".formatted(port, asked.option(), e), e);
      }
    }
  }

  private static InetAddress address(Wanted asked) throws StartException {
    try {
      return InetAddress.getAllByName(asked.bind())[0];
    } catch (UnknownHostException e) {
      throw new StartException(asked.bindOption() + " " + asked.bind() + " is no address.", e);
    }
  }

  private static String explain(Wanted asked, int port, BindException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("permission")) {
      return "Port %d (%s) may be opened by root alone. Choose one above 1023: %s PORT."
          .formatted(port, asked.option(), asked.option());
    }
    if (message.contains("assign")) {
      return "%s %s is no address of this machine.".formatted(asked.bindOption(), asked.bind());
    }
    return "Port %d on %s is in use by another program. Stop that program, or choose another port: %s PORT."
        .formatted(port, asked.bind(), asked.option());
  }
}
