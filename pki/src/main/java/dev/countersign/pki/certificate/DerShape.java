package dev.countersign.pki.certificate;

/**
 * A first look at an encoding, before any parser recurses into it: one element, definite lengths,
 * nothing behind it, and no deeper than certificates are. Takes time linear in the size.
 */
final class DerShape {
  private static final int MAX_DEPTH = 32;

  private DerShape() {}

  static void check(byte[] der) throws UnreadableCertificateException {
    int[] ends = new int[MAX_DEPTH + 1];
    int depth = 0;
    ends[0] = der.length;
    int at = 0;
    while (at < der.length) {
      int tag = der[at++] & 0xff;
      if ((tag & 0x1f) == 0x1f) {
        throw new UnreadableCertificateException("The encoding has a tag that X.509 never uses");
      }
      if (at >= ends[depth]) {
        throw truncated();
      }
      int length = der[at++] & 0xff;
      if (length >= 0x80) {
        int bytes = length & 0x7f;
        if (bytes == 0 || bytes > 3 || at + bytes > ends[depth]) {
          throw bytes == 0
              ? new UnreadableCertificateException("The encoding is BER, not DER")
              : truncated();
        }
        length = 0;
        for (int i = 0; i < bytes; i++) {
          length = (length << 8) | (der[at++] & 0xff);
        }
      }
      if (length > ends[depth] - at) {
        throw truncated();
      }
      if (depth == 0 && at + length != der.length) {
        throw new UnreadableCertificateException("There are bytes behind the certificate");
      }
      boolean constructed = (tag & 0x20) != 0;
      if (constructed) {
        if (++depth > MAX_DEPTH) {
          throw new UnreadableCertificateException("The encoding is nested too deeply");
        }
        ends[depth] = at + length;
      } else {
        at += length;
      }
      while (depth > 0 && at == ends[depth]) {
        depth--;
      }
    }
    if (depth > 0 || der.length == 0) {
      throw truncated();
    }
  }

  private static UnreadableCertificateException truncated() {
    return new UnreadableCertificateException("The encoding is cut off or its lengths are wrong");
  }
}
