package dev.countersign.gateway.listener;

import dev.countersign.gateway.exchange.Client;
import dev.countersign.gateway.exchange.Surroundings;
import dev.countersign.gateway.http1.Http1;
import dev.countersign.gateway.http2.Http2;
import dev.countersign.pki.trust.ChainUnreadableException;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.decision.ClientConnection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the handshake, notes what it proved, and puts the agreed protocol on the connection.
 */
final class Welcome extends ChannelInboundHandlerAdapter {
  private final Surroundings surroundings;
  private final Worker worker;
  private final Handshakes handshakes;
  private final InetAddress peer;
  private final BooleanSupplier askedBy;
  private final long startedAt = System.nanoTime();
  private @Nullable String serverName;
  private boolean asked;

  Welcome(
      Surroundings surroundings,
      Worker worker,
      Handshakes handshakes,
      InetAddress peer,
      BooleanSupplier askedBy) {
    this.surroundings = surroundings;
    this.worker = worker;
    this.handshakes = handshakes;
    this.peer = peer;
    this.askedBy = askedBy;
  }

  static void plain(
      ChannelPipeline pipeline, Surroundings surroundings, Worker worker, InetAddress peer) {
    Http1.add(pipeline, client(surroundings, worker, ClientConnection.plain(), null, peer));
  }

  private static Client client(
      Surroundings surroundings,
      Worker worker,
      ClientConnection connection,
      @Nullable PresentedChain chain,
      InetAddress peer) {
    return new Client(surroundings, worker.watch(), worker.upstreams(), connection, chain, peer);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SniCompletionEvent sni && sni.isSuccess()) {
      serverName = sni.hostname();
      asked = askedBy.getAsBoolean();
    } else if (event instanceof SslHandshakeCompletionEvent handshake) {
      handshakes.done(handshake.isSuccess(), System.nanoTime() - startedAt);
      if (handshake.isSuccess()) {
        open(ctx);
      } else {
        ctx.close();
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  private void open(ChannelHandlerContext ctx) {
    SslHandler handler = ctx.pipeline().get(SslHandler.class);
    boolean http2 = ApplicationProtocolNames.HTTP_2.equals(handler.applicationProtocol());
    Client client = client(handler);
    if (http2) {
      Http2.add(ctx.pipeline(), client);
    } else {
      Http1.add(ctx.pipeline(), client);
    }
    ctx.pipeline().remove(this);
  }

  private Client client(SslHandler handler) {
    SSLSession session = handler.engine().getSession();
    List<byte[]> sent = certificates(session);
    String version = session.getProtocol();
    try {
      PresentedChain chain = sent.isEmpty() ? null : PresentedChain.of(sent);
      ClientConnection connection = ClientConnection.tls(version, serverName, asked, chain);
      return client(surroundings, worker, connection, chain, peer);
    } catch (ChainUnreadableException e) {
      ClientConnection connection = ClientConnection.tlsWithUnreadableChain(version, serverName, e);
      return client(surroundings, worker, connection, null, peer);
    }
  }

  /** What the session holds, also when it is a resumed one; the bytes as they were sent. */
  private static List<byte[]> certificates(SSLSession session) {
    try {
      List<byte[]> der = new ArrayList<>();
      for (Certificate certificate : session.getPeerCertificates()) {
        der.add(certificate.getEncoded());
      }
      return der;
    } catch (SSLPeerUnverifiedException none) {
      return List.of();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("The session's certificates have no bytes", e);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    surroundings.observer().clientFailed(cause);
    ctx.close();
  }
}
