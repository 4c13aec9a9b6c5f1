package dev.countersign.control.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** Who is going to read an answer: a person in a browser, or a program. */
public final class Audience {

  private static final List<String> OF_PROGRAMS =
      List.of("/api/", "/feed/", "/health", "/metrics", "/openapi.json");

  private Audience() {}

  /** Whether a person is. */
  public static boolean isPerson(HttpServletRequest request) {
    return isOfPages(request) && (isFragment(request) || acceptsPages(request));
  }

  /** Whether it is an address of pages, whoever asks for it. */
  static boolean isOfPages(HttpServletRequest request) {
    String path = path(request);
    return OF_PROGRAMS.stream().noneMatch(path::startsWith);
  }

  /** Whether a page asks for a part of itself. */
  public static boolean isFragment(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  /** The address that was asked for, also where something else answers it. */
  public static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
        ? failed
        : request.getRequestURI();
  }

  private static boolean acceptsPages(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("text/html");
  }
}
