package dev.countersign.control.accounts.login;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.FirstAccess;
import dev.countersign.control.database.MigratedDatabase;
import dev.countersign.control.web.PublicAddress;
import dev.countersign.pki.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The link of the first start: made once, while nobody can get in; of several control planes that
 * start together one makes it. For a start that nobody watches it also lies in a file that its
 * owner alone can read. It is in no log.
 */
@Component
class FirstLink implements FirstAccess {

  private static final Logger LOG = LoggerFactory.getLogger(FirstLink.class);
  private static final String FILE = "first-link";

  private final FirstAdministrator administrator;
  private final MigratedDatabase database;
  private final PublicAddress address;
  private final PrivateFile file;

  FirstLink(
      FirstAdministrator administrator,
      MigratedDatabase database,
      PublicAddress address,
      ControlOptions options) {
    this.administrator = administrator;
    this.database = database;
    this.address = address;
    this.file = file(options);
  }

  /** Where the link lies. */
  static PrivateFile file(ControlOptions options) {
    return PrivateFile.at(options.secrets().resolve(FILE));
  }

  @EventListener(ApplicationReadyEvent.class)
  void started() {
    database.alone(() -> {
      if (!administrator.isWanted()) {
        forget();
      } else if (!administrator.isAwaited()) {
        newLink();
      } else if (link().isEmpty()) {
        LOG.info(
            "The link of the first start was given out by another control plane."
                + " Should it be lost, countersign password-link makes another one");
      }
    });
  }

  private void forget() {
    try {
      Files.deleteIfExists(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException("The link of the first start cannot be removed", e);
    }
  }

  @Override
  public Optional<URI> link() {
    return Optional.ofNullable(kept()).filter(link -> administrator.works(secret(link)));
  }

  private static String secret(URI link) {
    return link.getRawQuery().substring("link=".length());
  }

  private @Nullable URI kept() {
    try {
      return file.exists() ? URI.create(file.read().strip()) : null;
    } catch (IOException e) {
      throw new UncheckedIOException("The link of the first start cannot be read", e);
    }
  }

  @Override
  public URI newLink() {
    URI link = address.of(administrator.issue());
    keep(file, link);
    return link;
  }

  /** Keeps a link in place of the one before, which works no longer. */
  static void keep(PrivateFile file, URI link) {
    try {
      file.write(link + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("The link of the first start cannot be kept", e);
    }
  }
}
