package dev.countersign.pki.trust;

import java.util.Arrays;

/** Finding places in an encoding, for tests that damage one. */
final class Bytes {
  private Bytes() {}

  static int lastIndexOf(byte[] in, byte[] what) {
    for (int at = in.length - what.length; at >= 0; at--) {
      if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
        return at;
      }
    }
    throw new AssertionError("Not found");
  }
}
