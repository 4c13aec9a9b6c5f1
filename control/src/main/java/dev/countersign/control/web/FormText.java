package dev.countersign.control.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a form with a NUL, which no browser types and no text of the database holds. The login is
 * left alone: to whoever signs in, what is nobody's address is wrong, and no more than that.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11) // after the limits of what a form may be
class FormText extends OncePerRequestFilter {

  private final ProblemWriter problems;

  FormText(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || !Audience.isOfPages(request)
        || request.getRequestURI().startsWith("/login"); // where it is refused, too
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<FieldError> errors =
        request.getParameterMap().entrySet().stream()
            .filter(FormText::hasNul)
            .map(field ->
                new FieldError(
                    field.getKey().replace('\0', '\uFFFD'),
                    "control_character",
                    "This must not contain control characters."))
            .toList();
    if (errors.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      problems.write(
          request,
          response,
          Problem.of(ProblemType.INVALID_FIELDS, "See errors for what to write instead.")
              .withErrors(errors));
    }
  }

  private static boolean hasNul(Map.Entry<String, String[]> field) {
    return Stream.concat(Stream.of(field.getKey()), Stream.of(field.getValue()))
        .anyMatch(text -> text.indexOf('\0') >= 0);
  }
}
