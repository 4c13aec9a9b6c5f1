package dev.countersign.gateway.listener;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every client certificate through the handshake, which proves that the client has its key.
 * Whether the certificate is worth anything is decided on every request (G7), with an answer that
 * says why not; a failed handshake says nothing. Names no CAs in the request (G10).
 */
final class AnyClientCertificate extends X509ExtendedTrustManager {
  private static final X509Certificate[] NAMES_NONE = {};

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("For clients only");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw new UnsupportedOperationException("For clients only");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("For clients only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return NAMES_NONE;
  }
}
