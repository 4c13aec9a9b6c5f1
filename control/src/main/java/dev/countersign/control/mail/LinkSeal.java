package dev.countersign.control.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.sealing.KeyEncryptionKey;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * Seals the secret links of mails that wait, so that whoever reads the database, or a copy of it,
 * opens no door with them. The key is read each time: every control plane has made it, or has
 * refused to start without it, before the first mail.
 */
@Component
class LinkSeal {

  private final Path secrets;

  LinkSeal(ControlOptions options) {
    this.secrets = options.secrets();
  }

  byte[] seal(String mailId, String url) {
    return KeyEncryptionKey.open(secrets).seal(url.getBytes(UTF_8), purpose(mailId));
  }

  String open(String mailId, byte[] sealed) {
    return new String(KeyEncryptionKey.open(secrets).open(sealed, purpose(mailId)), UTF_8);
  }

  /** Binds it to its mail: moved into another's row it opens as nothing. */
  private static String purpose(String mailId) {
    return "link of the mail " + mailId;
  }
}
