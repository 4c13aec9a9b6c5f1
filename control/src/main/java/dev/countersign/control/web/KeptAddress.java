package dev.countersign.control.web;

import dev.countersign.control.ControlOptions;
import dev.countersign.pki.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Where people reach the control plane, kept in its data folder: a command beside it is not told
 * the port and the public address again. Of several control planes it is the one that started last.
 */
@Component
public class KeptAddress {

  private final PublicAddress address;
  private final PrivateFile file;

  KeptAddress(PublicAddress address, ControlOptions options) {
    this.address = address;
    this.file = file(options);
  }

  private static PrivateFile file(ControlOptions options) {
    return PrivateFile.at(options.secrets().resolve("address"));
  }

  @EventListener(ApplicationReadyEvent.class)
  void started() {
    try {
      file.write(address.of("/") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("The address of this control plane cannot be kept", e);
    }
  }

  /** The address of the control plane that started last on this data folder. */
  public static Optional<URI> of(ControlOptions options) {
    try {
      return Optional.of(URI.create(file(options).read().strip()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The address of the control plane cannot be read", e);
    }
  }
}
