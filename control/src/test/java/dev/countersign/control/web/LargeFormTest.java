package dev.countersign.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gigabyte where a certificate belongs, as a browser sends it: without waiting for leave. */
class LargeFormTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final long GIGABYTE = 1L << 30;
  private static final String BOUNDARY = "boundary-of-the-tests";

  private final ApiClient company = CONTROL.company();
  private final PageClient person = CONTROL.member(company, "certificates:create");

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data; boundary=boundary-of-the-tests, true",
    "multipart/form-data; boundary=boundary-of-the-tests, false",
    "application/x-www-form-urlencoded, true",
    "application/x-www-form-urlencoded, false"
  })
  @DisplayName("S2 a form of a gigabyte is a page with 413, whether it says so or goes on and on")
  void gigabyte(String type, boolean chunked) throws Exception {
    Sent sent = send(type, chunked);
    assertThat(sent.answer()).startsWith("HTTP/1.1 413").contains("Content-Type: text/html");
    assertThat(sent.answer())
        .contains("The request body is too large", "may have 1048576 bytes", "</html>");
    assertThat(sent.bytes()).as("taken of it").isLessThan(GIGABYTE / 16);
    assertThat(company.get("/certificates").ids()).isEmpty();
  }

  @Test
  @DisplayName("A form that cannot be read is said to be so, and not to be out of date")
  void unreadable() throws Exception {
    try (Socket socket = open()) {
      String body = "_csrf=" + person.token("/account") + "&name=%zz";
      socket
          .getOutputStream()
          .write(
              (head("application/x-www-form-urlencoded", "Content-Length: " + body.length()) + body)
                  .getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400")
          .contains("The request cannot be read");
    }
  }

  /**
   * What came of it.
   *
   * @param bytes how much of the body the other side let us send
   */
  private record Sent(String answer, long bytes) {}

  private Sent send(String type, boolean chunked) throws Exception {
    try (Socket socket = open()) {
      OutputStream out = socket.getOutputStream();
      String length =
          chunked ? "Transfer-Encoding: chunked" : "Content-Length: %d".formatted(GIGABYTE);
      out.write(head(type, length).getBytes(StandardCharsets.US_ASCII));
      CompletableFuture<Long> bytes = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> bytes.complete(pour(out, type, chunked)));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      socket.close();
      return new Sent(answer, bytes.join());
    }
  }

  private String head(String type, String length) {
    return """
    POST /certificates/upload HTTP/1.1\r
    Host: 127.0.0.1:%d\r
    Accept: text/html\r
    Cookie: %s\r
    Content-Type: %s\r
    %s\r
    \r
    """
        .formatted(CONTROL.port(), person.cookies(), type, length);
  }

  private static Socket open() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), CONTROL.port());
  }

  /** Sends until all is sent, or nobody takes it any more. */
  private static long pour(OutputStream out, String type, boolean chunked) {
    String start =
        type.startsWith("multipart")
            ? "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"film.pem\"\r\n\r\n"
                .formatted(BOUNDARY)
            : "pem=";
    byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    long sent = 0;
    try {
      write(out, start.getBytes(StandardCharsets.US_ASCII), chunked);
      while (sent < GIGABYTE) {
        write(out, block, chunked);
        sent += block.length;
      }
    } catch (IOException e) {
      // The other side has said all that it will.
    }
    return sent;
  }

  private static void write(OutputStream out, byte[] bytes, boolean chunked) throws IOException {
    if (chunked) {
      out.write("%x\r\n".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII));
    }
    out.write(bytes);
    if (chunked) {
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
