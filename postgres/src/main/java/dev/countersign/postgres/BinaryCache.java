package dev.countersign.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where unpacked programs are kept. */
final class BinaryCache {

  private BinaryCache() {}

  /**
   * {@code COUNTERSIGN_CACHE} where set; root's lies where the user that PostgreSQL runs as can
   * read it, anybody else's where caches lie.
   */
  static Path folder(Map<String, String> environment) throws IOException {
    String chosen = environment.get("COUNTERSIGN_CACHE");
    if (chosen != null && !chosen.isBlank()) {
      return Path.of(chosen).toAbsolutePath();
    }
    if (SystemUser.current() == 0) {
      return Path.of("/var/cache/countersign");
    }
    String caches = environment.get("XDG_CACHE_HOME");
    return caches != null && !caches.isBlank()
        ? Path.of(caches, "countersign")
        : Path.of(System.getProperty("user.home"), ".cache", "countersign");
  }
}
