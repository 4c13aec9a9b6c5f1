package dev.countersign.gateway.exchange;

/**
 * Names that tell an upstream something only the gateway may say: who the client is, who called,
 * how the message is framed. Many servers read a dash, an underscore and other signs in a name as
 * one and the same; so does this.
 */
public final class ReservedHeaders {
  private static final String[] CLIENT_CERTIFICATE = {
    "client-cert",
    "client-cert-chain",
    "x-forwarded-client-cert",
    "x-client-cert",
    "x-forwarded-tls-client-cert",
    "x-forwarded-tls-client-cert-info",
    "x-arr-clientcert"
  };
  private static final String[] CLIENT_CERTIFICATE_PREFIXES = {
    "x-ssl-", "ssl-client-", "x-client-cert-", "x-amzn-mtls-"
  };
  private static final String[] CALLER = {"forwarded", "x-real-ip"};
  private static final String CALLER_PREFIX = "x-forwarded-";
  private static final String[] SHADOWED = {
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "authorization",
    "te",
    "trailer",
    "upgrade",
    "expect",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection"
  };

  private ReservedHeaders() {}

  /** Any of the following. */
  public static boolean isReserved(CharSequence name) {
    return claimsCertificate(name) || claimsCaller(name) || shadows(name);
  }

  /** G40: claims a client certificate. */
  public static boolean claimsCertificate(CharSequence name) {
    return isOneOf(name, CLIENT_CERTIFICATE) || startsWith(name, CLIENT_CERTIFICATE_PREFIXES);
  }

  /** G42: claims who called, and how. */
  public static boolean claimsCaller(CharSequence name) {
    return isOneOf(name, CALLER) || startsWith(name, CALLER_PREFIX);
  }

  /** Is a misspelling that some servers take for a name that frames or routes the message. */
  public static boolean shadows(CharSequence name) {
    return hasSign(name) && isOneOf(name, SHADOWED);
  }

  /** Whether the name has no sign but dashes. */
  public static boolean isProperlySpelt(CharSequence name) {
    return !hasSign(name);
  }

  private static boolean isOneOf(CharSequence name, String[] names) {
    for (String one : names) {
      if (one.length() == name.length() && startsWith(name, one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(CharSequence name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (startsWith(name, prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(CharSequence name, String prefix) {
    if (name.length() < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (canonical(name.charAt(i)) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasSign(CharSequence name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '-' && canonical(c) == '-') {
        return true;
      }
    }
    return false;
  }

  private static char canonical(char c) {
    char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    boolean plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    return plain ? lower : '-';
  }
}
