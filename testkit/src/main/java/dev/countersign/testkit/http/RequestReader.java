package dev.countersign.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads requests off a connection, as leniently as a test likes it. */
final class RequestReader {

  private static final int PART_BYTES = 1024;

  private final RecordingInput in;
  private final int connection;

  RequestReader(RecordingInput in, int connection) {
    this.in = in;
    this.connection = connection;
  }

  /** The next request without its body, or null when the client closed. */
  @Nullable ReceivedRequest head() throws IOException {
    String requestLine = in.line();
    if (requestLine == null) {
      return null;
    }
    List<Header> headers = new ArrayList<>();
    String line = in.line();
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      headers.add(
          new Header(
              colon < 0 ? line : line.substring(0, colon),
              colon < 0 ? "" : line.substring(colon + 1).strip()));
      line = in.line();
    }
    return new ReceivedRequest(connection, requestLine, List.copyOf(headers), "");
  }

  ReceivedRequest withBody(ReceivedRequest head, long pauseMillis)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (head.header("transfer-encoding").stream().anyMatch(v -> v.equalsIgnoreCase("chunked"))) {
      readChunks(body, pauseMillis);
    } else {
      for (String length : head.header("content-length").stream().limit(1).toList()) {
        read(Long.parseLong(length), body, pauseMillis);
      }
    }
    return new ReceivedRequest(
        connection, head.requestLine(), head.headers(), body.toString(ISO_8859_1));
  }

  private void readChunks(ByteArrayOutputStream body, long pauseMillis)
      throws IOException, InterruptedException {
    long size = chunkSize();
    while (size > 0) {
      read(size, body, pauseMillis);
      in.line();
      size = chunkSize();
    }
    String trailer = in.line();
    while (trailer != null && !trailer.isEmpty()) {
      trailer = in.line();
    }
  }

  private long chunkSize() throws IOException {
    String line = in.line();
    if (line == null) {
      throw new IOException("The client closed within a chunked body");
    }
    return Long.parseLong(line.split(";", 2)[0].strip(), 16);
  }

  private void read(long length, ByteArrayOutputStream body, long pauseMillis)
      throws IOException, InterruptedException {
    byte[] part = new byte[PART_BYTES];
    long left = length;
    while (left > 0) {
      int read = in.read(part, 0, (int) Math.min(part.length, left));
      if (read < 0) {
        throw new IOException("The client closed within a body");
      }
      body.write(part, 0, read);
      left -= read;
      if (pauseMillis > 0) {
        Thread.sleep(pauseMillis);
      }
    }
  }
}
