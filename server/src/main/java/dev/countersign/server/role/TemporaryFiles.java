package dev.countersign.server.role;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files of this process and of the libraries in it, in a folder that nobody else may
 * enter, and gone with the process. What a killed one left behind goes at the next start.
 */
public final class TemporaryFiles implements AutoCloseable {

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  private TemporaryFiles(Path folder) {
    this.folder = folder;
  }

  /** Has to come before the first temporary file: the JDK reads its setting once. */
  public static TemporaryFiles in(DataDirectory data) throws StartException {
    Path all = data.folder("tmp");
    Path own = all.resolve(Long.toString(ProcessHandle.current().pid()));
    try {
      for (Path left : foldersIn(all)) {
        if (isOfDeadProcess(left)) {
          delete(left);
        }
      }
      delete(own);
      Files.createDirectory(own, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
    } catch (IOException e) {
      throw new StartException("The folder %s cannot be used: %s".formatted(all, e), e);
    }
    System.setProperty("java.io.tmpdir", own.toString());
    return new TemporaryFiles(own);
  }

  private static List<Path> foldersIn(Path all) throws IOException {
    try (Stream<Path> folders = Files.list(all)) {
      return folders.toList();
    }
  }

  private static boolean isOfDeadProcess(Path folder) {
    try {
      return ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Removes a folder with everything in it; what others remove meanwhile is no fault. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }
}
