package dev.countersign.control.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Tells what comes from our own pages from what comes from elsewhere. */
public final class SamePlace {

  private SamePlace() {}

  /** The page of ours from which a form was sent: its path and query, as a redirect takes it. */
  public static Optional<String> referrer(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.REFERER))
        .flatMap(SamePlace::parse)
        .filter(page -> isHere(page, request))
        .map(page ->
            page.getRawQuery() == null
                ? page.getRawPath()
                : page.getRawPath() + "?" + page.getRawQuery())
        .filter(path -> path.startsWith("/") && !path.startsWith("//") && !path.contains("\\"));
  }

  /** Whether a browser says that a page of ours sent this. */
  public static boolean sent(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    return Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN))
        .flatMap(SamePlace::parse)
        .filter(origin -> isHere(origin, request))
        .isPresent();
  }

  private static boolean isHere(URI page, HttpServletRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    return host != null && host.equalsIgnoreCase(page.getRawAuthority());
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
