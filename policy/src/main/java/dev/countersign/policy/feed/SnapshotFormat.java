package dev.countersign.policy.feed;

import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.policy.snapshot.SnapshotBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;

/**
 * A whole configuration as lines of JSON: a header, one entity per line, and a trailer that proves
 * it complete. The same on the wire and in a gateway's file.
 */
public final class SnapshotFormat {
  /** The media type on the wire. */
  public static final String CONTENT_TYPE = "application/x-ndjson";

  private static final String CONTENT = "snapshot";

  private SnapshotFormat() {}

  /** Begins to write one; entities follow one by one. The stream is not closed. */
  public static SnapshotWriter writer(OutputStream out, String feedId, long revision)
      throws IOException {
    return new SnapshotWriter(
        new LineWriter(out, Header.write(CONTENT, feedId).put("revision", revision)));
  }

  /** Writes a snapshot, complete with its trailer. The stream is not closed. */
  public static void write(Snapshot snapshot, OutputStream out) throws IOException {
    SnapshotWriter writer = writer(out, snapshot.feedId(), snapshot.revision());
    for (Iterator<Entity> each = snapshot.entities().iterator(); each.hasNext(); ) {
      writer.write(each.next());
    }
    writer.finish();
  }

  /**
   * Reads a snapshot, and the stream to its end. The stream is not closed.
   *
   * @throws UnreadableConfigurationException when it is cut off, damaged or not known here
   */
  public static Snapshot read(InputStream in) throws IOException, UnreadableConfigurationException {
    LineReader lines = new LineReader(in);
    SnapshotBuilder builder = lines.next(SnapshotFormat::begin);
    Entity entity = lines.nextOrEnd(EntityJson::read);
    while (entity != null) {
      builder.put(entity);
      entity = lines.nextOrEnd(EntityJson::read);
    }
    return builder.build();
  }

  private static SnapshotBuilder begin(Fields header) throws UnreadableConfigurationException {
    String feedId = Header.read(header, CONTENT);
    long revision = header.number("revision");
    header.done();
    return Snapshot.builder(feedId, revision);
  }
}
