package dev.countersign.control.accounts;

import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller its {@link Caller}, or the kind of caller that it asks for. */
class CallerArgument implements HandlerMethodArgumentResolver {

  private final Callers callers;

  CallerArgument(Callers callers) {
    this.callers = callers;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return Caller.class.isAssignableFrom(parameter.getParameterType());
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Caller caller =
        callers.get(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    if (!parameter.getParameterType().isInstance(caller)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          caller instanceof SignedIn
              ? "This address is for programs with an API key."
              : "This address is for people who signed in.");
    }
    return caller;
  }
}
