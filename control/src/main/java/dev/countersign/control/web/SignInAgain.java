package dev.countersign.control.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Sends people whose session is over to the login, and what they were just sending with them: a
 * form's CSRF token goes with its session, so such a form is told by that.
 */
@Component
public class SignInAgain implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String LOGIN = "/login";

  private final ProblemWriter problems;

  SignInAgain(ProblemWriter problems) {
    this.problems = problems;
  }

  /** Who is not signed in at all. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    toLogin(request, response);
  }

  /** Who sent a form without the CSRF token of the session. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    boolean signedIn = SecurityContextHolder.getContext().getAuthentication() != null;
    if (!signedIn && SamePlace.sent(request)) {
      toLogin(request, response);
      return;
    }
    problems.write(
        request,
        response,
        Problem.of(
            ProblemType.FORBIDDEN,
            "form_out_of_date",
            "This form is out of date, or does not come from this site. Nothing was changed."
                + " Load its page again and repeat what you did."));
  }

  private static void toLogin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Audience.isFragment(request)) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      response.setHeader("HX-Refresh", "true");
      return;
    }
    if (request.getMethod().equals("POST") && SamePlace.sent(request)) {
      LostForm.keep(request);
    }
    response.sendRedirect(LOGIN);
  }
}
