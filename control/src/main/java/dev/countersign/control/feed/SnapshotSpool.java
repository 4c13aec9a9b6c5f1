package dev.countersign.control.feed;

import dev.countersign.control.feed.FeedTable.Position;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.feed.SnapshotFormat;
import dev.countersign.policy.feed.SnapshotWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as files, written once at the database's speed and sent at each gateway's, so that
 * neither a slow gateway nor a thousand at once hold connections of the database. A file serves as
 * long as the database is at its revision, and all those who asked before it was read.
 */
class SnapshotSpool implements AutoCloseable {

  private final SnapshotReader reader;
  private final FeedTable table;
  private final SpoolFolder folder;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Spooled last;

  SnapshotSpool(SnapshotReader reader, FeedTable table, SpoolFolder folder) {
    this.reader = reader;
    this.table = table;
    this.folder = folder;
  }

  /**
   * A snapshot to read; it stays readable when the next one takes its place.
   *
   * @throws org.springframework.dao.DataAccessException when the database does not answer
   */
  FileChannel open() throws IOException {
    long asked = System.nanoTime();
    lock.lock();
    try {
      Spooled current = last;
      if (current == null || !current.serves(asked, table.position())) {
        current = spool();
        replace(current);
      }
      return FileChannel.open(current.file);
    } finally {
      lock.unlock();
    }
  }

  private void replace(@Nullable Spooled next) throws IOException {
    Spooled old = last;
    last = next;
    if (old != null) {
      Files.deleteIfExists(old.file);
    }
  }

  private Spooled spool() throws IOException {
    long begun = System.nanoTime();
    Path file = folder.newFile();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      Writing written = reader.read(position -> new Writing(position, out));
      written.finish();
      return new Spooled(begun, written.position, file);
    } catch (UncheckedIOException e) {
      Files.deleteIfExists(file);
      throw e.getCause();
    } catch (RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try (folder) {
      replace(null);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A snapshot in a file.
   *
   * @param begun when its reading began, by {@link System#nanoTime}
   */
  private record Spooled(long begun, Position position, Path file) {

    boolean serves(long asked, Position now) {
      return begun - asked > 0
          || (position.revision() == now.revision() && position.feedId().equals(now.feedId()));
    }
  }

  private static final class Writing implements Consumer<Entity> {

    private final Position position;
    private final SnapshotWriter writer;

    Writing(Position position, OutputStream out) {
      this.position = position;
      try {
        this.writer = SnapshotFormat.writer(out, position.feedId(), position.revision());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void accept(Entity entity) {
      try {
        writer.write(entity);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void finish() throws IOException {
      writer.finish();
    }
  }
}
