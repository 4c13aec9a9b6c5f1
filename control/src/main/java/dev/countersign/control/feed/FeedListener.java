package dev.countersign.control.feed;

import dev.countersign.control.ControlOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * The listener of the feed port: TLS 1.3 and HTTP/1.1, a virtual thread per request, so that a
 * thousand waiting gateways are a thousand small objects.
 */
@Component
class FeedListener implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final int MAX_CONNECTIONS = 10_000;

  private final Connector connector;
  private final boolean onThisMachineOnly;

  FeedListener(ControlOptions options, FeedTls tls) throws UnknownHostException {
    Http11NioProtocol protocol = new Http11NioProtocol();
    InetAddress bind = InetAddress.getByName(options.bind());
    this.onThisMachineOnly = bind.isLoopbackAddress();
    protocol.setAddress(bind);
    protocol.setMaxConnections(MAX_CONNECTIONS);
    protocol.setConnectionTimeout(20_000);
    protocol.setKeepAliveTimeout(60_000);
    protocol.setMaxHttpRequestHeaderSize(8 * 1024);
    protocol.setMaxSwallowSize(64 * 1024);
    protocol.setExecutor(new VirtualThreadExecutor("feed-"));
    protocol.setSSLEnabled(true);
    protocol.addSslHostConfig(tlsOf(tls));
    this.connector = new Connector(protocol);
    connector.setPort(options.feedPort());
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setXpoweredBy(false);
  }

  /** Who the client is, is decided request by request ({@link FeedGate}). */
  private static SSLHostConfig tlsOf(FeedTls tls) {
    SSLHostConfig config = new SSLHostConfig();
    config.setProtocols("TLSv1.3");
    config.setCertificateVerification("optional");
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.EC);
    certificate.setSslContext(tls);
    config.addCertificate(certificate);
    return config;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addAdditionalConnectors(connector);
  }

  /** Whether no other machine reaches it. */
  boolean isOnThisMachineOnly() {
    return onThisMachineOnly;
  }

  /** The port that it listens on. */
  int port() {
    return connector.getLocalPort();
  }
}
