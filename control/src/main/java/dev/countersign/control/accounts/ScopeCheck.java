package dev.countersign.control.accounts;

import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a caller whose key lacks the route's scope, before the body is read. */
class ScopeCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod route) {
      check(route, request);
    }
    return true;
  }

  private static void check(HandlerMethod route, HttpServletRequest request) {
    RequiresScope needed = route.getMethodAnnotation(RequiresScope.class);
    if (needed == null) {
      throw new ProblemException(ProblemType.FORBIDDEN, "This route is open to nobody.");
    }
    if (!CallerArgument.of(request).may(needed.value())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "The API key lacks the scope %s.".formatted(needed.value()));
    }
  }
}
