package dev.countersign.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Keeps every byte that is read from a connection. */
final class RecordingInput extends FilterInputStream {

  private static final int KEPT_BYTES = 8 << 20;

  private final ByteArrayOutputStream record = new ByteArrayOutputStream();

  RecordingInput(InputStream in) {
    super(in);
  }

  byte[] recorded() {
    synchronized (record) {
      return record.toByteArray();
    }
  }

  /** A line without its end; null at the end of the stream. CRLF and bare LF both end it. */
  @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = read();
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      keep(new byte[] {(byte) read}, 0, 1);
    }
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read > 0) {
      keep(target, offset, read);
    }
    return read;
  }

  private void keep(byte[] bytes, int offset, int length) {
    synchronized (record) {
      if (record.size() < KEPT_BYTES) {
        record.write(bytes, offset, length);
      }
    }
  }
}
