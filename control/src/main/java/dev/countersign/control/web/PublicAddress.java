package dev.countersign.control.web;

import dev.countersign.control.ControlOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Where people reach this control plane: as it is configured, or by its own address and port. Links
 * are made of this and never of what a request says of itself, which anybody may write.
 */
@Component
public class PublicAddress {

  private final Optional<URI> configured;
  private final String bind;
  private volatile int port;

  PublicAddress(ControlOptions options) {
    this.configured = options.publicUrl();
    this.bind = options.bind();
    this.port = options.controlPort();
  }

  @EventListener
  void listening(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
  }

  /** The full address of this path, which begins with a slash. */
  public URI of(String path) {
    return of(configured, bind, port, path);
  }

  /** The same for a control plane that runs elsewhere. */
  public static URI of(Optional<URI> configured, String bind, int port, String path) {
    URI base = configured.orElseGet(() -> URI.create(own(bind, port)));
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path);
  }

  /** Whether people come over TLS, so that their browsers can be told to use nothing else. */
  public boolean isTls() {
    return of("/").getScheme().equals("https");
  }

  /** Whether people are shown the certificate that this control plane made for itself. */
  public boolean showsOwnCertificate() {
    return configured.isEmpty() && isTls();
  }

  private static String own(String bind, int port) {
    try {
      InetAddress address = InetAddress.getByName(bind);
      String scheme = address.isLoopbackAddress() ? "http" : "https";
      return "%s://%s:%d".formatted(scheme, host(bind, address), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("There is no address %s to listen on".formatted(bind), e);
    }
  }

  private static String host(String bind, InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return "localhost";
    }
    return bind.indexOf(':') >= 0 ? "[" + bind + "]" : bind;
  }
}
