package dev.countersign.control.shell;

import dev.countersign.control.accounts.Callers;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.PageController;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Hands every page its {@link Screen}. */
@ControllerAdvice(annotations = PageController.class)
class ScreenAdvice {

  private final Callers callers;

  ScreenAdvice(Callers callers) {
    this.callers = callers;
  }

  @ModelAttribute("screen")
  Screen screen(HttpServletRequest request) {
    SignedIn person = callers.find(request).map(SignedIn.class::cast).orElse(null);
    CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    String path = request.getRequestURI();
    return new Screen(
        person,
        path,
        person == null ? List.of() : Navigation.of(person, path),
        csrf.getParameterName(),
        csrf.getToken(),
        flash(request));
  }

  private static @Nullable Flash flash(HttpServletRequest request) {
    Map<String, ?> last = RequestContextUtils.getInputFlashMap(request);
    return last != null && last.get("flash") instanceof Flash flash ? flash : null;
  }
}
