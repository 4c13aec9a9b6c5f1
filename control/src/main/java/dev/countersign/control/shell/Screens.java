package dev.countersign.control.shell;

import dev.countersign.control.accounts.Callers;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.Flash;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Makes the {@link Screen} of a request. */
@Component
class Screens {

  private final Callers callers;
  private final InstantSource clock;
  private final List<NavigationBadge> badges;

  Screens(Callers callers, InstantSource clock, List<NavigationBadge> badges) {
    this.callers = callers;
    this.clock = clock;
    this.badges = badges;
  }

  Screen of(HttpServletRequest request) {
    CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    return callers.find(request).orElse(null) instanceof SignedIn person
        ? of(request, person, Navigation.of(person, request.getRequestURI(), badges), csrf)
        : of(request, null, List.of(), csrf);
  }

  /** One that needs no database, as where that is what fails. */
  Screen bare(HttpServletRequest request) {
    return of(request, null, List.of(), null);
  }

  private Screen of(
      HttpServletRequest request,
      @Nullable SignedIn person,
      List<NavigationSection> navigation,
      @Nullable CsrfToken csrf) {
    return new Screen(
        person,
        Address.of(request),
        navigation,
        csrf == null ? "_csrf" : csrf.getParameterName(),
        csrf == null ? "" : csrf.getToken(),
        flash(request),
        Theme.of(request),
        clock.instant());
  }

  private static @Nullable Flash flash(HttpServletRequest request) {
    Map<String, ?> last = RequestContextUtils.getInputFlashMap(request);
    return last != null && last.get("flash") instanceof Flash flash ? flash : null;
  }
}
