package dev.countersign.control.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells whoever asks that the database does not answer. Sessions and keys lie in it, so that not
 * even an error page inside the application could be drawn: it is drawn here, outside of all that.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class OutageFilter extends OncePerRequestFilter {

  private final ProblemWriter problems;

  OutageFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException e) {
      if (!Problems.isOutage(e) || response.isCommitted()) {
        throw e;
      }
      response.reset(); // a page may have been drawn already that only could not be remembered
      Problem problem = Problems.outage();
      Problems.log(problem, e);
      problems.write(request, response, problem);
    }
  }
}
