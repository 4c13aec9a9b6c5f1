package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.login.SignIns;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ShownSecret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an invitation's link leads. Looking uses nothing up: mail scanners open links too. */
@PageController
class JoinPages {

  private static final String LINK = "invitation";

  private final Joining joining;
  private final SignIns signIns;

  JoinPages(Joining joining, SignIns signIns) {
    this.joining = joining;
    this.signIns = signIns;
  }

  @GetMapping("/join")
  @OpenTo(OpenTo.Who.EVERYBODY)
  ModelAndView open(@RequestParam(defaultValue = "") String invitation) {
    return page("accounts/join", invitation, Form.empty());
  }

  @PostMapping("/join")
  @OpenTo(OpenTo.Who.EVERYBODY)
  Object join(
      @RequestParam MultiValueMap<String, String> sent,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    Form form = Form.sent(sent);
    String secret = form.value(LINK);
    try {
      String password = sent.getFirst("password");
      Joined joined =
          joining.joinAnew(secret, form.value("name"), password, request.getRemoteAddr());
      boolean inside = signIns.byLink(joined.personId(), joined.companyId(), request, response);
      Flash.done(next, "Welcome to %s.".formatted(joined.companyName()));
      return inside ? "redirect:/overview" : "redirect:/login";
    } catch (ProblemException e) {
      return refused("accounts/join", secret, form, e);
    }
  }

  /** Whoever is not signed in is asked to, and comes back here. */
  @GetMapping("/join/signed-in")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  ModelAndView openSignedIn(@RequestParam(defaultValue = "") String invitation) {
    return page("accounts/join-signed-in", invitation, Form.empty());
  }

  @PostMapping("/join/signed-in")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  Object joinSignedIn(
      SignedIn caller,
      @RequestParam(defaultValue = "") String invitation,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      Joined joined = joining.join(caller, invitation);
      signIns.moveTo(caller, joined.companyId(), request, response);
      Flash.done(next, "Welcome to %s.".formatted(joined.companyName()));
      return "redirect:/overview";
    } catch (ProblemException e) {
      return refused("accounts/join-signed-in", invitation, Form.empty(), e);
    }
  }

  private ModelAndView refused(String template, String secret, Form form, ProblemException e) {
    return page(template, secret, form.refused(e));
  }

  /** A link that opens nothing any more is a problem page. */
  private ModelAndView page(String template, String secret, Form form) {
    OpenInvitation open = joining.open(secret);
    return form.page(template).addObject("open", open).addObject("link", new ShownSecret(secret));
  }
}
