package dev.countersign.gateway.listener;

import dev.countersign.pki.issue.HeldCertificate;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/**
 * The listener's two faces: one asks for a client certificate, one does not. Each has sessions and
 * ticket keys of its own, so that a session of the one is never resumed at the other (G9).
 */
final class ServerTls {
  private static final long SESSION_SECONDS = 3_600;
  private static final long SESSIONS_KEPT = 20_000;

  private final SslContext asking;
  private final SslContext open;

  ServerTls(HeldCertificate server) throws SSLException {
    asking = context(server, ClientAuth.OPTIONAL);
    open = context(server, ClientAuth.NONE);
  }

  SslContext forHost(boolean asksForCertificate) {
    return asksForCertificate ? asking : open;
  }

  boolean asks(SslContext context) {
    return context.equals(asking);
  }

  /** Gives back what it holds outside the heap. */
  void release() {
    ReferenceCountUtil.release(asking);
    ReferenceCountUtil.release(open);
  }

  private static SslContext context(HeldCertificate server, ClientAuth clientAuth)
      throws SSLException {
    X509Certificate[] chain = server.x509Chain().toArray(X509Certificate[]::new);
    SslContext context =
        SslContextBuilder.forServer(server.privateKey(), chain)
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .clientAuth(clientAuth)
            .trustManager(new AnyClientCertificate())
            .sessionTimeout(SESSION_SECONDS)
            .sessionCacheSize(SESSIONS_KEPT)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2,
                    ApplicationProtocolNames.HTTP_1_1))
            .build();
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setTicketKeys(newTicketKey());
    }
    return context;
  }

  private static OpenSslSessionTicketKey newTicketKey() {
    SecureRandom random = new SecureRandom();
    byte[] name = new byte[OpenSslSessionTicketKey.NAME_SIZE];
    byte[] hmac = new byte[OpenSslSessionTicketKey.HMAC_KEY_SIZE];
    byte[] aes = new byte[OpenSslSessionTicketKey.AES_KEY_SIZE];
    random.nextBytes(name);
    random.nextBytes(hmac);
    random.nextBytes(aes);
    return new OpenSslSessionTicketKey(name, hmac, aes);
  }
}
