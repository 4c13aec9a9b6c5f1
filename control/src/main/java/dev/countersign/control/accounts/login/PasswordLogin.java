package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.people.EmailAddress;
import dev.countersign.control.accounts.session.SessionPerson;
import java.time.InstantSource;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Signs a person in by e-mail address and password. An address that is nobody's costs the same:
 * Spring Security then compares with a hash of nobody's password.
 */
@Component
class PasswordLogin extends DaoAuthenticationProvider {

  private final Memberships memberships;
  private final Throttle throttle;
  private final InstantSource clock;

  PasswordLogin(
      LoginRepository people,
      Memberships memberships,
      PasswordEncoder passwords,
      Throttle throttle,
      InstantSource clock) {
    super(people);
    setPasswordEncoder(passwords);
    setUserDetailsPasswordService(people);
    this.memberships = memberships;
    this.throttle = throttle;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String account = EmailAddress.normal(request.getName());
    String address = address(request);
    throttle.begin(Tried.PASSWORD, account, address);
    Authentication person = super.authenticate(request);
    throttle.wentWell(Tried.PASSWORD, account, address);
    return person;
  }

  private static String address(Authentication request) {
    if (request.getDetails() instanceof WebAuthenticationDetails details
        && details.getRemoteAddress() != null) {
      return details.getRemoteAddress();
    }
    throw new IllegalArgumentException("A login that comes from nowhere");
  }

  @Override
  protected Authentication createSuccessAuthentication(
      Object principal, Authentication request, UserDetails user) {
    LoginPerson person = (LoginPerson) user;
    SessionPerson session =
        memberships.of(person.id()).stream()
            .findFirst()
            .map(first ->
                new SessionPerson(
                    person.id(), first.companyId(), person.sessionVersion(), clock.instant()))
            .orElseThrow(() -> new DisabledException("A member of no company"));
    return super.createSuccessAuthentication(session, request, user);
  }
}
