package dev.countersign.gateway;

import dev.countersign.testkit.certificate.TestCertificate;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** TLS of a client that presents exactly the chain it is told to, whatever the server asks for. */
final class ClientTls {
  private ClientTls() {}

  /** Presents this chain, the first with its key; nothing presents nothing. */
  static SSLContext context(TestCertificate... chain) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(GatewayFixture.SERVER_CA.trustStore());
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = chain.length == 0 ? null : new KeyManager[] {new Presenting(chain)};
      context.init(keys, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Presenting extends X509ExtendedKeyManager {
    private final TestCertificate leaf;
    private final X509Certificate[] chain;

    Presenting(TestCertificate... chain) {
      this.leaf = chain[0];
      this.chain = Stream.of(chain).map(TestCertificate::x509).toArray(X509Certificate[]::new);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
      return "only";
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "only";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return leaf.privateKey();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[] {"only"};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return null;
    }
  }
}
