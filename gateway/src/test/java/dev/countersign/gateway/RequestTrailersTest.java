package dev.countersign.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 9110, section 6.5.1: what may not be said in trailers is not passed on. */
class RequestTrailersTest {
  private static final List<String> FORBIDDEN =
      List.of(
          "Content-Length",
          "Content_Length",
          "Host",
          "Transfer-Encoding",
          "Authorization",
          "Cookie",
          "Expect",
          "Connection",
          "TE",
          "Trailer",
          "Upgrade",
          "Via",
          "Range",
          "If-Match",
          "Cache-Control",
          "Content-Type",
          "Content-Encoding",
          "Client-Cert",
          "X-Forwarded-For",
          "X-HTTP-Method-Override",
          "X-Key",
          "X_Key");

  private final GatewayFixture fixture = GatewayFixture.start();

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void configure(ServerSocket listener) {
    fixture.feed.put(
        fixture
            .api("raw", "/raw")
            .url("http://127.0.0.1:" + listener.getLocalPort())
            .token("x-key", true)
            .build(),
        GatewayFixture.credential("cred", "raw").build());
    fixture.inForce();
  }

  /** What comes after the last chunk. */
  private static String trailers(ServerSocket listener) throws Exception {
    listener.setSoTimeout(10_000);
    try (Socket socket = listener.accept()) {
      socket.setSoTimeout(10_000);
      InputStream in = socket.getInputStream();
      StringBuilder all = new StringBuilder();
      byte[] buffer = new byte[8192];
      while (!(all.indexOf("\r\n0\r\n") >= 0 && all.toString().endsWith("\r\n\r\n"))) {
        int read = in.read(buffer);
        assertThat(read).as(all.toString()).isPositive();
        all.append(new String(buffer, 0, read, ISO_8859_1));
      }
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
      return all.substring(all.indexOf("\r\n0\r\n") + 5);
    }
  }

  @Test
  @DisplayName("G42 trailers that frame, route or authenticate stay here, over HTTP/1.1")
  void http1() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        RawClient client = fixture.connect("api.test")) {
      configure(listener);
      StringBuilder request = new StringBuilder("POST /raw HTTP/1.1\r\nHost: api.test\r\n");
      request.append("X-Key: ").append(GatewayFixture.TOKEN).append("\r\n");
      request.append("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n");
      FORBIDDEN.forEach(name -> request.append(name).append(": 1\r\n"));
      client.send(request + "X-Sum: 5\r\n\r\n");
      assertThat(trailers(listener)).isEqualToIgnoringCase("X-Sum: 5\r\n\r\n");
      assertThat(client.answer().body()).isEqualTo("ok");
    }
  }

  @Test
  @DisplayName("G42 trailers that frame, route or authenticate stay here, over HTTP/2")
  void http2() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        H2Client client = new H2Client(fixture.port(), "api.test")) {
      configure(listener);
      H2Client.Call call =
          client
              .open(false, "POST", "api.test", "/raw", "x-key", GatewayFixture.TOKEN)
              .send("abc".getBytes(ISO_8859_1), false);
      Http2Headers last = new DefaultHttp2Headers(false);
      for (String name : FORBIDDEN) {
        if (!List.of("Connection", "Transfer-Encoding", "Upgrade", "TE").contains(name)) {
          last.add(name.toLowerCase(Locale.ROOT), "1");
        }
      }
      last.add("x-sum", "5");
      client.channel.writeAndFlush(new DefaultHttp2HeadersFrame(last, true).stream(call.stream));
      assertThat(trailers(listener)).isEqualToIgnoringCase("X-Sum: 5\r\n\r\n");
      assertThat(call.answer().body()).isEqualTo("ok");
    }
  }
}
