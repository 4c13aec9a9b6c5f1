package dev.countersign.control.accounts;

import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller its {@link Caller}. */
class CallerArgument implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return of(request.getNativeRequest(HttpServletRequest.class));
  }

  static Caller of(@Nullable HttpServletRequest request) {
    if (request != null
        && request.getUserPrincipal() instanceof Authentication authentication
        && authentication.getPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new ProblemException(ProblemType.UNAUTHENTICATED, "Send an API key.");
  }
}
