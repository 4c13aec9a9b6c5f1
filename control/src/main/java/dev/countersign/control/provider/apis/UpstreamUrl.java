package dev.countersign.control.provider.apis;

import dev.countersign.control.web.FieldErrors;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the address of an upstream. */
final class UpstreamUrl {

  private static final String FIELD = "upstream.url";
  private static final int LONGEST = 2000;

  private UpstreamUrl() {}

  static @Nullable URI read(@Nullable String given, FieldErrors errors) {
    if (!errors.required(FIELD, given) || given == null) {
      return null;
    }
    String fault = given.length() > LONGEST ? "It is too long." : null;
    URI url = null;
    if (fault == null) {
      try {
        url = new URI(given.strip());
        fault = fault(url);
      } catch (URISyntaxException e) {
        fault = "It is not a URL.";
      }
    }
    if (fault != null) {
      errors.add(FIELD, "malformed", fault + " Write one such as https://orders.internal:8443/v2.");
    }
    return url;
  }

  private static @Nullable String fault(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return "An upstream is reached by http or https.";
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
      return "It needs a host, and a port from 1 to 65535 where it has one.";
    }
    if (url.getRawUserInfo() != null) {
      return "It must not hold a user or password.";
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      return "It must not have a query or fragment.";
    }
    return url.normalize().equals(url) ? null : "Its path must not have dot segments.";
  }
}
