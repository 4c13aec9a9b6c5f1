package dev.countersign.control.provider.credentials;

import dev.countersign.policy.configuration.TokenHash;
import java.security.SecureRandom;
import java.util.Base64;

/** G21: an access token of 256 random bits. It never shows itself but once. */
final class AccessToken {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private AccessToken(String text) {
    this.text = text;
  }

  static AccessToken random() {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  TokenHash hash() {
    return TokenHash.of(text);
  }

  /** The token itself, for the one answer that shows it. */
  String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "AccessToken[not shown]";
  }
}
