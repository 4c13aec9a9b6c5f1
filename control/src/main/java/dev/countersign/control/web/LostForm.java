package dev.countersign.control.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * A form that was sent when its session was over: kept in the next session until whoever sent it
 * has signed in and is back on its page. Passwords and files are never kept.
 *
 * @param page where it was typed, as a path with its query
 */
public record LostForm(String page, Map<String, List<String>> values) implements Serializable {

  private static final String ATTRIBUTE = LostForm.class.getName();
  private static final String SAVED_REQUEST = "SPRING_SECURITY_SAVED_REQUEST";
  private static final int MOST_CHARACTERS = 32 * 1024;

  /**
   * Nobody is known yet: what a stranger leaves here must not lie about for long. Once they have
   * signed in, their session lasts as long as any.
   */
  private static final Duration WAIT = Duration.ofMinutes(30);

  /** Keeps what this request sends, and has the login lead back to its page. */
  static void keep(HttpServletRequest request) {
    String page = SamePlace.referrer(request).orElseGet(request::getRequestURI);
    Map<String, List<String>> values = new LinkedHashMap<>();
    long characters = 0;
    for (var field : request.getParameterMap().entrySet()) {
      List<String> typed = List.of(field.getValue());
      characters += field.getKey().length() + typed.stream().mapToLong(String::length).sum();
      if (Form.isKept(field.getKey()) && typed.stream().noneMatch(LostForm::isKey)) {
        values.put(field.getKey(), typed);
      }
    }
    HttpSession session = request.getSession();
    session.setAttribute(SAVED_REQUEST, new SimpleSavedRequest(page));
    if (characters <= MOST_CHARACTERS) {
      session.setAttribute(ATTRIBUTE, new LostForm(page, values));
      session.setMaxInactiveInterval((int) WAIT.toSeconds());
    }
  }

  /** The form that was lost on this page; it is given back once. */
  public static Optional<LostForm> takeFor(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null
        || !(session.getAttribute(ATTRIBUTE) instanceof LostForm lost)
        || !lost.path().equals(request.getRequestURI())) {
      return Optional.empty();
    }
    session.removeAttribute(ATTRIBUTE);
    return Optional.of(lost);
  }

  /** What was typed. */
  public Form form() {
    return new Form(values, null);
  }

  private String path() {
    int query = page.indexOf('?');
    return query < 0 ? page : page.substring(0, query);
  }

  private static boolean isKey(String text) {
    return text.contains("PRIVATE KEY");
  }
}
