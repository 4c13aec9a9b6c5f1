package dev.countersign.policy.feed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import tools.jackson.databind.node.ObjectNode;

/** Writes lines of JSON, counts and sums them, and says so in a last one. */
final class LineWriter {
  static final String END = "end";

  private final OutputStream out;
  private final CRC32C sum = new CRC32C();
  private long lines;

  LineWriter(OutputStream out, ObjectNode header) throws IOException {
    this.out = new BufferedOutputStream(out, 64 * 1024);
    line(header);
  }

  void line(ObjectNode content) throws IOException {
    byte[] json = Json.MAPPER.writeValueAsBytes(content);
    sum.update(json);
    sum.update('\n');
    out.write(json);
    out.write('\n');
    lines++;
  }

  void finish() throws IOException {
    ObjectNode end =
        Json.object().put("lines", lines).put("crc32c", HexFormat.of().toHexDigits(sum.getValue()));
    line(Json.object(END, end));
    out.flush();
  }
}
