package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.session.AuditedSession;
import dev.countersign.control.accounts.session.Proof;
import dev.countersign.control.accounts.session.SessionPerson;
import dev.countersign.control.accounts.session.Sessions;
import dev.countersign.control.accounts.session.SignIn;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins sessions, whichever way somebody proved who they are, and moves them between companies.
 * Spring Session takes a connection of its own whenever it looks a session up or ends one, so no
 * transaction holds another meanwhile.
 */
@Component
public class SignIns {

  private final Memberships memberships;
  private final Sessions sessions;
  private final AuditTrail audit;
  private final SessionAuthenticationStrategy strategy;
  private final SecurityContextRepository contexts;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  SignIns(
      Memberships memberships,
      Sessions sessions,
      AuditTrail audit,
      SessionAuthenticationStrategy strategy,
      SecurityContextRepository contexts,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.memberships = memberships;
    this.sessions = sessions;
    this.audit = audit;
    this.strategy = strategy;
    this.contexts = contexts;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Signs somebody in who followed a link that was sent to them alone. Who is no member of the
   * company stays outside.
   *
   * @return whether they are signed in
   */
  public boolean byLink(
      String personId, String companyId, HttpServletRequest request, HttpServletResponse response) {
    return anew(personId, companyId, new Proof.Link(), request, response);
  }

  /** Begins a session that has nothing of the one before: that may have ended meanwhile. */
  public boolean anew(
      String personId,
      String companyId,
      Proof proof,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (memberships.of(personId, companyId).isEmpty()) {
      return false;
    }
    HttpSession before = request.getSession(false);
    if (before != null) {
      before.invalidate();
    }
    SessionPerson person =
        new SessionPerson(personId, companyId, sessions.version(personId), clock.instant());
    Authentication authentication =
        UsernamePasswordAuthenticationToken.authenticated(person, null, List.of());
    strategy.onAuthentication(authentication, request, response);
    keep(authentication, request, response);
    begun(person, proof, request);
    return true;
  }

  /** Notes a session that has just begun, for its owner's list and for the audit trail. */
  public void begun(SessionPerson person, Proof proof, HttpServletRequest request) {
    String browser = request.getHeader(HttpHeaders.USER_AGENT);
    SignIn signIn = new SignIn(proof, request.getRemoteAddr(), browser == null ? "" : browser);
    HttpSession session = request.getSession();
    session.setAttribute(Sessions.SIGN_IN, signIn);
    memberships
        .signedIn(person, request.getRemoteAddr())
        .ifPresent(signedIn -> {
          limit(session, person);
          AuditEvent event =
              AuditEvent.created(
                  "session",
                  Sessions.reference(session.getId()),
                  signedIn.email(),
                  AuditedSession.of(signIn));
          transactions.executeWithoutResult(status -> audit.record(signedIn.actor(), event));
        });
  }

  /** Goes on in another of the person's companies, in the same session. */
  public void moveTo(
      SignedIn person, String companyId, HttpServletRequest request, HttpServletResponse response) {
    Authentication now = SecurityContextHolder.getContext().getAuthentication();
    if (now == null || !(now.getPrincipal() instanceof SessionPerson session)) {
      throw new IllegalStateException("%s has no session".formatted(person.personId()));
    }
    SessionPerson moved = session.in(companyId);
    keep(
        UsernamePasswordAuthenticationToken.authenticated(moved, null, List.of()),
        request,
        response);
    limit(request.getSession(), moved);
  }

  private void keep(
      Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(authentication);
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }

  private void limit(HttpSession session, SessionPerson person) {
    memberships
        .of(person.personId(), person.companyId())
        .ifPresent(company -> session.setMaxInactiveInterval((int) company.idle().toSeconds()));
  }
}
