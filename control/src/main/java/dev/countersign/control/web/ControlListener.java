package dev.countersign.control.web;

import dev.countersign.control.ControlOptions;
import dev.countersign.pki.issue.HeldCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * The listener of the control port: plain HTTP on loopback, TLS on any other address. Any other
 * connector of the server is the feed's: {@code /feed} is served there and nowhere else, and
 * nothing else is served there.
 */
@Component
class ControlListener implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final String BUNDLE = "control";

  /** Of a key store that never leaves memory. */
  private static final String NO_PASSWORD = "none";

  private final ControlOptions options;
  private final InstantSource clock;

  ControlListener(ControlOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    if (!isLoopback(options.bind())) {
      factory.setSsl(Ssl.forBundle(BUNDLE));
      factory.setSslBundles(new DefaultSslBundleRegistry(BUNDLE, tls()));
    }
    var separation = new PortSeparation();
    // Boot hands these customizers the server's first connector alone.
    factory.addConnectorCustomizers(separation::controlConnector, ControlListener::harden);
    factory.addEngineValves(separation, new ForwardedAddress(options.trustedProxies()));
    factory.addContextCustomizers(context ->
        ((StandardHost) context.getParent()).setErrorReportValveClass(PlainErrors.class.getName()));
  }

  private static void harden(Connector connector) {
    connector.setXpoweredBy(false);
    connector.setAllowTrace(false);
  }

  private static boolean isLoopback(String bind) {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("There is no address %s to listen on".formatted(bind), e);
    }
  }

  private SslBundle tls() {
    HeldCertificate held = ControlCertificate.keptOrMade(options.secrets(), options.bind(), clock);
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          BUNDLE,
          held.privateKey(),
          NO_PASSWORD.toCharArray(),
          held.x509Chain().toArray(X509Certificate[]::new));
      return SslBundle.of(SslStoreBundle.of(keys, NO_PASSWORD, null));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The server certificate cannot be used", e);
    }
  }
}
