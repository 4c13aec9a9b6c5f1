package dev.countersign.control.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Shows people as a page what a controller threw; programs are left to {@link ProblemAdvice}. */
@Component
class ProblemResolver implements HandlerExceptionResolver, Ordered {

  private final ProblemWriter problems;

  ProblemResolver(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception e) {
    if (!Audience.isPerson(request) || e instanceof CloseNowException) {
      return null;
    }
    try {
      problems.write(request, response, Problems.of(e));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new ModelAndView();
  }
}
