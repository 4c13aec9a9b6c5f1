package dev.countersign.gateway.upstream;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Says why a handshake with an upstream failed: TLS libraries bury it under general words. */
final class TlsFault {
  private TlsFault() {}

  static String explain(Throwable failure, UpstreamAddress address) {
    List<Throwable> causes = causes(failure);
    Throwable innermost = causes.getLast();
    if (has(causes, CertificateExpiredException.class)) {
      return "its certificate has expired, " + innermost.getMessage();
    }
    if (has(causes, CertificateNotYetValidException.class)) {
      return "its certificate is not yet valid, " + innermost.getMessage();
    }
    if (has(causes, CertPathBuilderException.class)) {
      return "its certificate comes from no authority that is trusted here"
          + " (--upstream-authorities)";
    }
    if (has(causes, CertPathValidatorException.class)) {
      return "its certificate's chain is not valid: " + innermost.getMessage();
    }
    if (innermost instanceof CertificateException) {
      // The chain is good by now; what is checked last is the name.
      return "its certificate is not for " + address.host() + ": " + innermost.getMessage();
    }
    if (innermost instanceof NotSslRecordException) {
      return "it does not speak TLS";
    }
    return String.valueOf(innermost.getMessage());
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }
}
