package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.sealing.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** An API key's text. It never shows itself. */
public final class ApiKeySecret {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "csk_";

  private final String text;

  ApiKeySecret(String text) {
    this.text = text;
  }

  /** A new key of 256 random bits. */
  static ApiKeySecret random() {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return new ApiKeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** What the database keeps of it. */
  byte[] hash() {
    return Sha256.of(bytes());
  }

  /** The key's bytes, to derive other keys from; never to be stored or shown. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The key itself, for the one answer that shows it. */
  String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "ApiKeySecret[not shown]";
  }
}
