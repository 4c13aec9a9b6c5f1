package dev.countersign.control.accounts.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * The page that somebody wanted before they signed in: kept by us, and not in the address. Its
 * address alone is, and only a short one: anybody may ask, and each who does has a session made.
 */
class WantedPage extends HttpSessionRequestCache {

  static final int LONGEST = 1024;

  /** As {@link HttpSessionRequestCache} and the form that outlives its session call it. */
  private static final String ATTRIBUTE = "SPRING_SECURITY_SAVED_REQUEST";

  @Override
  public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
    String query = request.getQueryString();
    String address = request.getRequestURI() + (query == null ? "" : "?" + query);
    if (request.getMethod().equals("GET")
        && request.getHeader("HX-Request") == null
        && address.length() <= LONGEST) {
      request.getSession().setAttribute(ATTRIBUTE, new SimpleSavedRequest(address));
    }
  }

  /** Whoever is back there asks anew: nothing of the first request is put in the second's place. */
  @Override
  public @Nullable HttpServletRequest getMatchingRequest(
      HttpServletRequest request, HttpServletResponse response) {
    return null;
  }
}
