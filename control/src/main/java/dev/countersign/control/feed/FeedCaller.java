package dev.countersign.control.feed;

import dev.countersign.pki.certificate.Fingerprint;
import jakarta.servlet.http.HttpServletRequest;

/** The gateway that asks, proven by its certificate. */
record FeedCaller(String gateway, Fingerprint certificate) {

  private static final String ATTRIBUTE = FeedCaller.class.getName();

  void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  static FeedCaller of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof FeedCaller caller) {
      return caller;
    }
    throw new IllegalStateException("FeedGate lets nobody pass who is not a gateway");
  }
}
