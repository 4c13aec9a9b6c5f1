package dev.countersign.policy.feed;

import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.ChangeSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Change sets as lines of JSON, in the manner of {@link SnapshotFormat}: a header, for each change
 * set a line that says how many changes follow, and a trailer.
 */
public final class ChangeFormat {
  private static final String CONTENT = "changes";
  private static final String CHANGE_SET = "changeSet";

  private ChangeFormat() {}

  /** Writes change sets of one feed, complete with a trailer. The stream is not closed. */
  public static void write(String feedId, List<ChangeSet> changeSets, OutputStream out)
      throws IOException {
    LineWriter lines = new LineWriter(out, Header.write(CONTENT, feedId));
    for (ChangeSet changeSet : changeSets) {
      lines.line(begin(changeSet));
      for (Change change : changeSet.changes()) {
        lines.line(ChangeJson.write(change));
      }
    }
    lines.finish();
  }

  /**
   * Reads change sets, and the stream to its end. The stream is not closed.
   *
   * @throws UnreadableConfigurationException when they are cut off, damaged or not known here
   */
  public static Batch read(InputStream in) throws IOException, UnreadableConfigurationException {
    LineReader lines = new LineReader(in);
    String feedId = lines.next(ChangeFormat::feedId);
    List<ChangeSet> changeSets = new ArrayList<>();
    Begun begun = lines.nextOrEnd(Begun::read);
    while (begun != null) {
      List<Change> changes = new ArrayList<>();
      while (changes.size() < begun.changes) {
        changes.add(lines.next(ChangeJson::read));
      }
      changeSets.add(new ChangeSet(begun.revision, begun.committedAt, changes));
      begun = lines.nextOrEnd(Begun::read);
    }
    return new Batch(feedId, changeSets);
  }

  /** One change as one line of JSON, without the line's end: for a store that keeps text. */
  public static String writeChange(Change change) {
    return Json.MAPPER.writeValueAsString(ChangeJson.write(change));
  }

  /**
   * Reads what {@link #writeChange} wrote.
   *
   * @throws UnreadableConfigurationException when it is not known here
   */
  public static Change readChange(String line) throws UnreadableConfigurationException {
    try {
      return ChangeJson.read(new Fields("The change", Json.MAPPER.readTree(line)));
    } catch (RuntimeException e) {
      throw new UnreadableConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String feedId(Fields header) throws UnreadableConfigurationException {
    String feedId = Header.read(header, CONTENT);
    header.done();
    return feedId;
  }

  private static ObjectNode begin(ChangeSet changeSet) {
    return Json.object(
        CHANGE_SET,
        Json.object()
            .put("revision", changeSet.revision())
            .put("committedAt", changeSet.committedAt().toString())
            .put("changes", changeSet.changes().size()));
  }

  /** Change sets and the feed that they are of. */
  public record Batch(String feedId, List<ChangeSet> changeSets) {
    public Batch {
      changeSets = List.copyOf(changeSets);
    }
  }

  private record Begun(long revision, Instant committedAt, long changes) {
    static Begun read(Fields line) throws UnreadableConfigurationException {
      Fields fields = line.object(CHANGE_SET);
      line.done();
      var begun =
          new Begun(
              fields.number("revision"),
              Instant.parse(fields.text("committedAt")),
              fields.number("changes"));
      fields.done();
      return begun;
    }
  }
}
