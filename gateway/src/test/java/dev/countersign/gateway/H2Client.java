package dev.countersign.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.testkit.certificate.TestCertificate;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/** An HTTP/2 client frame by frame. */
final class H2Client implements AutoCloseable {
  private static final EventLoopGroup LOOP =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  final Channel channel;
  final CompletableFuture<Long> goneAway = new CompletableFuture<>();
  private final Map<Http2FrameStream, Call> calls = new ConcurrentHashMap<>();
  private final Frames frames = new Frames();
  volatile boolean consuming = true;

  H2Client(int port, String serverName, TestCertificate... chain) {
    Http2FrameCodec codec =
        Http2FrameCodecBuilder.forClient()
            .initialSettings(Http2Settings.defaultSettings().initialWindowSize(65_535))
            .encoderEnforceMaxQueuedControlFrames(0)
            .encoderIgnoreMaxHeaderListSize(true)
            .build();
    SslHandler[] tls = new SslHandler[1];
    channel =
        new Bootstrap()
            .group(LOOP)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel c) {
                    tls[0] = context(chain).newHandler(c.alloc(), serverName, port);
                    c.pipeline().addLast(tls[0], codec, frames);
                  }
                })
            .connect(InetAddress.getLoopbackAddress(), port)
            .syncUninterruptibly()
            .channel();
    tls[0].handshakeFuture().syncUninterruptibly();
  }

  private static SslContext context(TestCertificate... chain) {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .trustManager(GatewayFixture.SERVER_CA.x509())
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      Protocol.ALPN,
                      SelectorFailureBehavior.NO_ADVERTISE,
                      SelectedListenerFailureBehavior.ACCEPT,
                      "h2"));
      if (chain.length > 0) {
        builder.keyManager(
            chain[0].privateKey(),
            java.util.stream.Stream.of(chain)
                .map(TestCertificate::x509)
                .toArray(java.security.cert.X509Certificate[]::new));
      }
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a stream with this head. */
  Call open(boolean end, String method, String authority, String path, String... headers) {
    Http2Headers head = new DefaultHttp2Headers(false).method(method).scheme("https").path(path);
    if (authority != null) {
      head.authority(authority);
    }
    for (int i = 0; i < headers.length; i += 2) {
      head.add(headers[i], headers[i + 1]);
    }
    Http2FrameStream stream = frames.newStream();
    Call call = new Call(stream);
    calls.put(stream, call);
    channel.writeAndFlush(new DefaultHttp2HeadersFrame(head, end).stream(stream));
    return call;
  }

  RawAnswer get(String authority, String path, String... headers) {
    return open(true, "GET", authority, path, headers).answer();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
  }

  /** One stream. */
  final class Call {
    final Http2FrameStream stream;
    final CompletableFuture<RawAnswer> answer = new CompletableFuture<>();
    final CompletableFuture<Integer> head = new CompletableFuture<>();
    volatile long reset = -1;
    final AtomicInteger received = new AtomicInteger();
    private final List<String> headers = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    Call(Http2FrameStream stream) {
      this.stream = stream;
    }

    Call send(byte[] data, boolean end) {
      channel.writeAndFlush(
          new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(data), end).stream(stream));
      return this;
    }

    RawAnswer answer() {
      try {
        return answer.get(60, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException("status " + status + ", reset " + reset, e);
      }
    }

    private void headers(Http2HeadersFrame frame) {
      if (frame.headers().status() != null) {
        status = Integer.parseInt(frame.headers().status().toString());
      }
      frame.headers().forEach(each -> headers.add(each.getKey() + ": " + each.getValue()));
      head.complete(status);
      ended(frame.isEndStream());
    }

    private void data(Http2DataFrame frame) {
      received.addAndGet(frame.content().readableBytes());
      byte[] bytes = new byte[frame.content().readableBytes()];
      frame.content().readBytes(bytes);
      body.writeBytes(bytes);
      if (consuming) {
        channel.writeAndFlush(
            new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes()).stream(stream));
      }
      ended(frame.isEndStream());
    }

    private void ended(boolean end) {
      if (end) {
        answer.complete(new RawAnswer(status, headers, body.toString(UTF_8)));
      }
    }
  }

  private final class Frames extends Http2ChannelDuplexHandler {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      try {
        if (message instanceof Http2GoAwayFrame goAway) {
          goneAway.complete(goAway.errorCode());
        } else if (message instanceof Http2StreamFrame frame && calls.containsKey(frame.stream())) {
          Call call = calls.get(frame.stream());
          switch (frame) {
            case Http2HeadersFrame headers -> call.headers(headers);
            case Http2DataFrame data -> call.data(data);
            case Http2ResetFrame reset -> {
              call.reset = reset.errorCode();
              call.answer.completeExceptionally(new IllegalStateException("reset"));
            }
            default -> {}
          }
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      goneAway.complete(-1L);
      calls
          .values()
          .forEach(c -> c.answer.completeExceptionally(new IllegalStateException("closed")));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // The stream or the connection ends, which is what tests look at.
    }
  }
}
