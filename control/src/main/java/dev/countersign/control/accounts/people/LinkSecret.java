package dev.countersign.control.accounts.people;

import dev.countersign.control.sealing.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** What makes a link a secret. It never shows itself. */
public final class LinkSecret {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private LinkSecret(String text) {
    this.text = text;
  }

  static LinkSecret random() {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return new LinkSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** The secret itself, for the one link that carries it. It needs no escaping in an address. */
  public String reveal() {
    return text;
  }

  byte[] hash() {
    return hash(text);
  }

  static byte[] hash(String text) {
    return Sha256.of(text);
  }

  @Override
  public String toString() {
    return "LinkSecret[not shown]";
  }
}
