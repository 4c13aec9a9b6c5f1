package dev.countersign.control.web;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Makes ids: 26 letters and digits, 48 bits of time and 80 of chance (a ULID), so that rows of one
 * time lie together in an index and nobody can guess another's.
 */
public final class Ids {

  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final Pattern WRITTEN = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** The next id. */
  public static String next() {
    char[] id = new char[26];
    fill(id, 0, 10, System.currentTimeMillis());
    fill(id, 10, 18, RANDOM.nextLong());
    fill(id, 18, 26, RANDOM.nextLong());
    return new String(id);
  }

  /** Whether this looks like one of these. */
  public static boolean isWritten(String text) {
    return WRITTEN.matcher(text).matches();
  }

  private static void fill(char[] id, int from, int to, long bits) {
    for (int i = to - 1; i >= from; i--) {
      id[i] = DIGITS[(int) (bits & 31)];
      bits >>>= 5;
    }
  }
}
