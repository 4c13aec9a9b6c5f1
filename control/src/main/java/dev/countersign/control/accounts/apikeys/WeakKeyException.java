package dev.countersign.control.accounts.apikeys;

/** The operator's first API key can be guessed. */
final class WeakKeyException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;
  private static final int FEWEST_CHARACTERS = 32;
  private static final int FEWEST_DIFFERENT = 10;

  private WeakKeyException(String message) {
    super(message);
  }

  static void refuseWeak(String key) {
    if (key.length() < FEWEST_CHARACTERS) {
      throw weak("has %d characters, and 32 are needed".formatted(key.length()));
    }
    if (key.chars().distinct().count() < FEWEST_DIFFERENT) {
      throw weak("repeats a few characters");
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw weak("has characters that cannot be sent in a header; use printable ASCII, no spaces");
    }
  }

  private static WeakKeyException weak(String why) {
    return new WeakKeyException(
        "COUNTERSIGN_BOOTSTRAP_API_KEY %s. Make one with: openssl rand -base64 32".formatted(why));
  }
}
