package dev.countersign.control.feed;

import dev.countersign.control.feed.FeedServerCertificate.Issued;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * TLS of the feed port. Each handshake shows the server certificate of that moment, so that a new
 * one takes no restart. A handshake takes any client certificate, as it only proves that the client
 * has its key; {@link FeedGate} knows the very certificates that open the feed, and can say why
 * another does not.
 */
@Component
class FeedTls implements org.apache.tomcat.util.net.SSLContext {

  private final FeedServerCertificate server;
  private final SSLContext context;

  FeedTls(FeedServerCertificate server) throws GeneralSecurityException {
    this.server = server;
    this.context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new CurrentKey()},
        new TrustManager[] {new ProofOfKeyAlone()},
        new SecureRandom());
  }

  @Override
  public void init(
      KeyManager @Nullable [] keys,
      TrustManager @Nullable [] trust,
      @Nullable SecureRandom random) {
    // Initialised by the constructor.
  }

  @Override
  public void destroy() {
    // Holds nothing that must be given back.
  }

  @Override
  public SSLSessionContext getServerSessionContext() {
    return context.getServerSessionContext();
  }

  @Override
  public SSLEngine createSSLEngine() {
    return context.createSSLEngine();
  }

  @Override
  public SSLServerSocketFactory getServerSocketFactory() {
    return context.getServerSocketFactory();
  }

  @Override
  public SSLParameters getSupportedSSLParameters() {
    return context.getSupportedSSLParameters();
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return server.current().chain().clone();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {server.authority()};
  }

  /** The server certificate of the moment. */
  private final class CurrentKey extends X509ExtendedKeyManager {

    /**
     * A handshake asks three times, and gets one certificate's alias, chain and key; twenty a year.
     */
    private final Map<String, Issued> recent = new ConcurrentHashMap<>();

    private String alias() {
      Issued current = server.current();
      String alias = current.held().certificate().serial();
      recent.put(alias, current);
      return alias;
    }

    private Issued find(String alias) {
      Issued issued = recent.get(alias);
      return issued != null ? issued : server.current();
    }

    @Override
    public String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
      return alias();
    }

    @Override
    public String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
      return alias();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {alias()};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return find(alias).chain().clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return find(alias).held().privateKey();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, Socket socket) {
      return null;
    }
  }

  /** Names the authority to clients, and leaves the decision to {@link FeedGate}. */
  private final class ProofOfKeyAlone extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("The feed port calls nobody");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("The feed port calls nobody");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("The feed port calls nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[] {server.authority()};
    }
  }
}
