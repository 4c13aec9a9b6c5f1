package dev.countersign.policy.decision;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A refusal in words for someone who knows nothing of TLS.
 *
 * @param message one sentence on what happened
 * @param advice who should do what
 */
record Words(String message, String advice) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** As in {@code 2026-11-21 09:41:07 UTC}. */
  static String time(Instant at) {
    return TIME.format(at);
  }
}
