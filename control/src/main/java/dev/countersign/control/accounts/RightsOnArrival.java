package dev.countersign.control.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Asks a second time who sends and what they may, when all of a request that changes something has
 * come. A body may take as long as its sender likes; the rights of an hour ago are not enough then.
 */
class RightsOnArrival implements WebMvcRegistrations {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final Callers callers;

  RightsOnArrival(Callers callers) {
    this.callers = callers;
  }

  @Override
  public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
    return new RequestMappingHandlerAdapter() {
      @Override
      protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod route) {
        return new ArrivedRequest(route, callers);
      }
    };
  }

  private static final class ArrivedRequest extends ServletInvocableHandlerMethod {

    private final Callers callers;

    ArrivedRequest(HandlerMethod route, Callers callers) {
      super(route);
      this.callers = callers;
    }

    @Override
    protected @Nullable Object[] getMethodArgumentValues(
        NativeWebRequest request,
        @Nullable ModelAndViewContainer model,
        @Nullable Object... provided)
        throws Exception {
      @Nullable Object[] arguments = super.getMethodArgumentValues(request, model, provided);
      HttpServletRequest sent =
          Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
      if (READS.contains(sent.getMethod()) || callers.find(sent).isEmpty()) {
        return arguments;
      }
      Caller now = callers.again(sent);
      PermissionCheck.check(this, sent, callers);
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof Caller) {
          arguments[i] = now;
        }
      }
      return arguments;
    }
  }
}
