package dev.countersign.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultyUpstreamTest {

  private final FaultyUpstream upstream = FaultyUpstream.start();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  @DisplayName("echoes request line, headers and body, and keeps the connection")
  void echoes() throws IOException {
    try (Socket client = connect()) {
      send(client, "POST /a?b=\"c HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nX-A: 1\r\n\r\nhi");
      String answer = receiveTo(client, "}");
      assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("\"target\":\"/a?b=\\\"c\"");
      receiveTo(client, "\"body\":\"hi\"}");
      send(
          client,
          "PUT /2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
      receiveTo(client, "\"body\":\"abcde\"}");
    }
    assertThat(upstream.connections()).isEqualTo(1);
    assertThat(upstream.requests()).hasSize(2);
    assertThat(upstream.requests().getFirst().header("x-a")).containsExactly("1");
    assertThat(upstream.lastRequest().connection()).isEqualTo(1);
    assertThat(new String(upstream.received(1), ISO_8859_1))
        .startsWith("POST /a")
        .endsWith("0\r\n\r\n");
  }

  @ParameterizedTest(name = "{0} ends with {2} after \"{1}\"")
  @CsvSource({
    "RESET_AT_ACCEPT, '', reset",
    "RESET_AT_RESPONSE_START, '', reset",
    "RESET_MID_BODY, first, reset",
    "CLOSE_WITHOUT_ANSWER, '', end",
    "LENGTH_TOO_LONG, short, end",
    "LENGTH_TWICE, twice!, end",
    "BAD_CHUNK_SIZE, xyz, end",
    "GARBAGE, this is not HTTP, end",
    "HUGE_HEADER, xxxxxxxx, end",
    "CLOSE_AFTER_ANSWER, HTTP/1.1 200, end",
    "STALL_AT_RESPONSE_START, '', silence",
    "STALL_MID_BODY, first, silence",
    "NEVER_READ, '', silence",
    "ANSWER_BEFORE_REQUEST, early, silence",
    "ANSWER_BEFORE_BODY, early, silence",
    "LENGTH_TOO_SHORT, smuggl, silence",
    "CONTINUE_FIRST, HTTP/1.1 100 Continue, silence",
    "READ_SLOWLY, HTTP/1.1 200, silence",
    "NONE, HTTP/1.1 200, silence",
  })
  @DisplayName("each fault ends as its name says")
  void misbehaves(Fault fault, String said, String end) throws IOException {
    upstream.next(fault);
    StringBuilder received = new StringBuilder();
    assertThat(talk(received, end.equals("silence") ? said : null)).isEqualTo(end);
    assertThat(received.toString()).contains(said);
    assertThat(received.isEmpty()).isEqualTo(said.isEmpty());
  }

  /** How it ends; patient with all but the silence after these words, where that is expected. */
  private String talk(StringBuilder received, String beforeSilence) throws IOException {
    try (Socket client = connect()) {
      send(client, "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx");
      if (beforeSilence != null) {
        received.append(receiveTo(client, beforeSilence));
        client.setSoTimeout(300);
      }
      for (int read = client.getInputStream().read();
          read >= 0;
          read = client.getInputStream().read()) {
        received.append((char) read);
      }
      return "end";
    } catch (SocketTimeoutException e) {
      return "silence";
    } catch (SocketException e) {
      return "reset";
    }
  }

  @Test
  @DisplayName("closes a kept connection just as the next request comes")
  void closesAsNextRequestComes() throws IOException {
    upstream.next(Fault.CLOSE_AS_NEXT_REQUEST_COMES);
    try (Socket client = connect()) {
      send(client, "GET /1 HTTP/1.1\r\n\r\n");
      receiveTo(client, "\"body\":\"\"}");
      send(client, "GET /2 HTTP/1.1\r\n\r\n");
      assertThatThrownBy(() -> receiveTo(client, "never")).isInstanceOf(IOException.class);
    }
    assertThat(upstream.requests()).hasSize(1);
    assertThat(upstream.received(1)).asString().endsWith("\r\n\r\nG");
  }

  @Test
  @DisplayName("answers before it reads, even when nothing was sent")
  void answersBeforeRequest() throws IOException {
    upstream.always(Fault.ANSWER_BEFORE_REQUEST);
    try (Socket client = connect()) {
      receiveTo(client, "early");
    }
    await().until(() -> upstream.connections() == 1);
    assertThat(upstream.requests()).isEmpty();
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), upstream.port());
    client.setSoTimeout(30_000);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static String receiveTo(Socket client, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      int read = client.getInputStream().read();
      if (read < 0) {
        throw new IOException("Closed after: " + text);
      }
      text.append((char) read);
    }
    return text.toString();
  }
}
