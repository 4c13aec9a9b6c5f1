package dev.countersign.control.accounts.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** Shows the login page again, with why. */
@Component
class RefusedLogin implements AuthenticationFailureHandler {

  /** The request's attribute that says why. */
  static final String WHY = RefusedLogin.class.getName();

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException, ServletException {
    if (e instanceof AuthenticationServiceException
        && e.getCause() instanceof RuntimeException why) {
      throw why;
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    if (e instanceof TooManyAttemptsException tooMany) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
    }
    request.setAttribute(WHY, message(e));
    request.getRequestDispatcher("/login/refused").forward(request, response);
  }

  private static String message(AuthenticationException e) {
    return switch (e) {
      case TooManyAttemptsException tooMany -> tooMany.advice();
      case DisabledException memberOfNone ->
          "You are a member of no company any more. Ask its administrator to invite you.";
      default -> "Wrong e-mail address or password.";
    };
  }
}
