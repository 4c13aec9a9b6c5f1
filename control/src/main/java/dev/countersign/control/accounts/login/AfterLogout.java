package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.session.AuditedSession;
import dev.countersign.control.accounts.session.SessionPerson;
import dev.countersign.control.accounts.session.Sessions;
import dev.countersign.control.accounts.session.SignIn;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes in the audit trail that somebody signed out. */
@Component
class AfterLogout implements LogoutHandler {

  private final Memberships memberships;
  private final AuditTrail audit;

  AfterLogout(Memberships memberships, AuditTrail audit) {
    this.memberships = memberships;
    this.audit = audit;
  }

  @Override
  @Transactional
  public void logout(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
    if (who != null && who.getPrincipal() instanceof SessionPerson person) {
      HttpSession session = request.getSession();
      memberships
          .signedIn(person, request.getRemoteAddr())
          .ifPresent(signedIn ->
              audit.record(
                  signedIn.actor(),
                  new AuditEvent(
                      "session.signed-out",
                      "session",
                      Sessions.reference(session.getId()),
                      signedIn.email(),
                      AuditedSession.of((SignIn) session.getAttribute(Sessions.SIGN_IN)),
                      null)));
    }
  }
}
