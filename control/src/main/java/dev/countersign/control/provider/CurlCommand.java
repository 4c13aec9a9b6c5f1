package dev.countersign.control.provider;

import dev.countersign.control.feed.GatewayAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The command that calls an API through the gateway, ready for a shell. */
@Component
public class CurlCommand {

  private static final String UNKNOWN_GATEWAY = "GATEWAY-ADDRESS:443";

  private final GatewayAddress gateway;

  CurlCommand(GatewayAddress gateway) {
    this.gateway = gateway;
  }

  /** Whether the gateway's address is in it, or a word in its place. */
  public boolean knowsGateway() {
    return gateway.get() != null;
  }

  /**
   * A call of the API at its listen path.
   *
   * @param hosts the API's; none for every host
   * @param certificate whether a client certificate is needed
   * @param token what to send as token; null for none
   */
  public String call(
      List<String> hosts, String listenPath, boolean certificate, @Nullable Token token) {
    String address = Objects.requireNonNullElse(gateway.get(), UNKNOWN_GATEWAY);
    List<String> words = new ArrayList<>();
    if (certificate) {
      words.add("--cert client.pem --key client.key");
    }
    if (token != null) {
      words.add("-H " + quoted(token.header()));
    }
    if (isOfTheGateway(hosts, address)) {
      words.add("--cacert server.pem");
      words.add(quoted("https://" + address + listenPath));
    } else {
      words.add("--connect-to " + quoted("::" + address));
      words.add(quoted("https://" + named(hosts.getFirst()) + listenPath));
    }
    return "curl " + String.join(" \\\n  ", words);
  }

  /**
   * Whether it is called by the gateway's own name, which the certificate names that the gateway
   * makes for itself. No certificate of its making names another host.
   */
  private static boolean isOfTheGateway(List<String> hosts, String address) {
    return hosts.isEmpty() || hosts.contains(address.substring(0, address.lastIndexOf(':')));
  }

  /** A wildcard stands for any one label. */
  private static String named(String host) {
    return host.startsWith("*.") ? "any" + host.substring(1) : host;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * How a token is sent.
   *
   * @param header the whole header, name and value
   */
  public record Token(String header) {

    /** A word where the token goes. */
    public static Token placeholder(@Nullable String headerName) {
      return of(headerName, "TOKEN");
    }

    /** The token itself, for the one page that shows it. */
    public static Token of(@Nullable String headerName, String token) {
      return new Token(
          headerName == null ? "Authorization: Bearer " + token : headerName + ": " + token);
    }

    /** Does not show the token. */
    @Override
    public String toString() {
      return "Token[not shown]";
    }
  }
}
