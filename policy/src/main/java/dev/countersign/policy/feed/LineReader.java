package dev.countersign.policy.feed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a {@link LineWriter} wrote, and nothing else. */
final class LineReader {
  /** An entity has a few hundred bytes; one of an installation's longest lists has some 100 KiB. */
  private static final int MAX_LINE = 16 * 1024 * 1024;

  private final InputStream in;
  private final CRC32C sum = new CRC32C();
  private final Line line = new Line();
  private long lines;

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /** What reads one line. */
  @FunctionalInterface
  interface Reading<T> {
    T read(Fields line) throws UnreadableConfigurationException;
  }

  /** The next line but the last. */
  <T> T next(Reading<T> reading) throws IOException, UnreadableConfigurationException {
    T read = nextOrEnd(reading);
    if (read == null) {
      throw at(new UnreadableConfigurationException("The end comes too early"));
    }
    return read;
  }

  /** The next line; null for the last, once it has proven that nothing is missing. */
  <T> @Nullable T nextOrEnd(Reading<T> reading)
      throws IOException, UnreadableConfigurationException {
    long sumBefore = sum.getValue();
    readLine();
    lines++;
    try {
      JsonNode node = Json.MAPPER.readTree(line.bytes(), 0, line.size());
      Fields fields = new Fields("The line", node);
      if (node.size() == 1 && node.has(LineWriter.END)) {
        checkEnd(fields.object(LineWriter.END), sumBefore);
        return null;
      }
      return reading.read(fields);
    } catch (UnreadableConfigurationException e) {
      throw at(e);
    } catch (RuntimeException e) {
      // Jackson's, and those of every value that does not parse.
      throw at(new UnreadableConfigurationException(String.valueOf(e.getMessage()), e));
    }
  }

  private void checkEnd(Fields end, long expectedSum)
      throws IOException, UnreadableConfigurationException {
    long count = end.number("lines");
    String claimed = end.text("crc32c");
    end.done();
    if (count != lines - 1) {
      throw new UnreadableConfigurationException(
          "There are %d lines where %d were written".formatted(lines - 1, count));
    }
    if (!claimed.equals(HexFormat.of().toHexDigits(expectedSum))) {
      throw new UnreadableConfigurationException("The checksum does not match: it is damaged");
    }
    if (in.read() >= 0) {
      throw new UnreadableConfigurationException("Something follows the end");
    }
  }

  private void readLine() throws IOException, UnreadableConfigurationException {
    line.reset();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new UnreadableConfigurationException("It is cut off after %d lines".formatted(lines));
      }
      if (line.size() == MAX_LINE) {
        throw new UnreadableConfigurationException(
            "Line %d is longer than %d bytes".formatted(lines + 1, MAX_LINE));
      }
      line.write(next);
    }
    sum.update(line.bytes(), 0, line.size());
    sum.update('\n');
  }

  private UnreadableConfigurationException at(UnreadableConfigurationException e) {
    return new UnreadableConfigurationException(
        "Line %d: %s".formatted(lines, e.getMessage()), e.getCause());
  }

  /** The line's bytes without a copy. */
  private static final class Line extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }
  }
}
