package dev.countersign.control.accounts;

import dev.countersign.control.accounts.apikeys.KeyRights;
import dev.countersign.control.accounts.session.SessionPerson;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Tells who sent a request. */
@Component
public class Callers {

  private static final String KNOWN = Callers.class.getName();

  private final MembershipRepository members;
  private final KeyRights keys;
  private final InstantSource clock;

  Callers(MembershipRepository members, KeyRights keys, InstantSource clock) {
    this.members = members;
    this.keys = keys;
    this.clock = clock;
  }

  /** Who sent this, or nobody: read once for each request. */
  public Optional<Caller> find(HttpServletRequest request) {
    if (request.getAttribute(KNOWN) instanceof Caller known) {
      return Optional.of(known);
    }
    Optional<Caller> caller = Optional.ofNullable(read(request));
    caller.ifPresent(found -> request.setAttribute(KNOWN, found));
    return caller;
  }

  /** Who sent this; 401 where that is nobody. */
  public Caller get(HttpServletRequest request) {
    return find(request).orElseThrow(Callers::nobody);
  }

  /** Who sent this, as they are now; 401 where they are nobody any more. */
  Caller again(HttpServletRequest request) {
    request.removeAttribute(KNOWN);
    Caller caller = get(request);
    if (caller instanceof ApiKeyCaller program) {
      caller = keys.again(program).orElseThrow(Callers::nobody);
    }
    request.setAttribute(KNOWN, caller);
    return caller;
  }

  private static ProblemException nobody() {
    return new ProblemException(ProblemType.UNAUTHENTICATED, "Send an API key.");
  }

  private @Nullable Caller read(HttpServletRequest request) {
    if (!(request.getUserPrincipal() instanceof Authentication authentication)) {
      return null;
    }
    return switch (authentication.getPrincipal()) {
      case ApiKeyCaller program -> program;
      case SessionPerson person ->
          members.signedIn(person, request.getRemoteAddr(), clock.instant()).orElse(null);
      case null, default -> null;
    };
  }
}
