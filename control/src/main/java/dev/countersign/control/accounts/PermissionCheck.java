package dev.countersign.control.accounts;

import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a caller who lacks the route's permission, before the body is read; once it has come,
 * {@link RightsOnArrival} asks again.
 */
class PermissionCheck implements HandlerInterceptor {

  private final Callers callers;

  PermissionCheck(Callers callers) {
    this.callers = callers;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod route) {
      check(route, request, callers);
    }
    return true;
  }

  static void check(HandlerMethod route, HttpServletRequest request, Callers callers) {
    RequiresPermission needed = route.getMethodAnnotation(RequiresPermission.class);
    if (needed != null) {
      callers.get(request).require(needed.value());
      return;
    }
    OpenTo open = route.getMethodAnnotation(OpenTo.class);
    if (open == null) {
      throw new ProblemException(ProblemType.FORBIDDEN, "This route is open to nobody.");
    }
    if (open.value() == OpenTo.Who.SIGNED_IN) {
      callers.get(request);
    }
  }
}
