package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.session.Proof;
import dev.countersign.control.accounts.session.SessionPerson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/**
 * Goes on where somebody wanted to go before they had to sign in. That is an address that they
 * asked this control plane for, and only its path counts: nobody is led elsewhere.
 */
@Component
class AfterLogin implements AuthenticationSuccessHandler {

  private static final String START = "/overview";

  private final SignIns signIns;
  private final RequestCache wanted;

  AfterLogin(SignIns signIns, RequestCache wanted) {
    this.signIns = signIns;
    this.wanted = wanted;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who) {
    if (who.getPrincipal() instanceof SessionPerson person) {
      signIns.begun(person, new Proof.Password(), request);
    }
    String next = path(wanted.getRequest(request, response));
    wanted.removeRequest(request, response);
    response.setStatus(HttpStatus.FOUND.value());
    response.setHeader(HttpHeaders.LOCATION, next);
  }

  static String path(@Nullable SavedRequest saved) {
    if (saved == null) {
      return START;
    }
    URI address = URI.create(saved.getRedirectUrl());
    String path = address.getRawPath();
    // Two slashes, or what browsers take for one, would begin the name of another host.
    if (path == null || !path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
      return START;
    }
    return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
  }
}
