package dev.countersign.control.accounts.profile;

import dev.countersign.control.accounts.Membership;
import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.login.NewPassword;
import dev.countersign.control.accounts.login.SignIns;
import dev.countersign.control.accounts.session.Proof;
import dev.countersign.control.accounts.session.Sessions;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one's own account. */
@PageController
class AccountPages {

  private static final String HERE = "redirect:/account";

  private final OwnAccount account;
  private final Memberships memberships;
  private final Sessions sessions;
  private final SignIns signIns;

  AccountPages(OwnAccount account, Memberships memberships, Sessions sessions, SignIns signIns) {
    this.account = account;
    this.memberships = memberships;
    this.sessions = sessions;
    this.signIns = signIns;
  }

  @GetMapping("/account")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  ModelAndView page(SignedIn caller, HttpServletRequest request) {
    return page(caller, request, Form.of(Map.of("name", caller.name())));
  }

  private ModelAndView page(SignedIn caller, HttpServletRequest request, Form form) {
    return form.page("accounts/account")
        .addObject(
            "account",
            new AccountPage(
                caller.email(),
                caller.companyId(),
                memberships.of(caller.personId()),
                sessions.of(caller.personId(), request.getSession().getId())));
  }

  @PostMapping("/account")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  Object rename(
      SignedIn caller,
      @RequestParam MultiValueMap<String, String> sent,
      HttpServletRequest request,
      RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      account.rename(caller, form.value("name"));
    } catch (ProblemException e) {
      return page(caller, request, form.refused(e));
    }
    Flash.done(next, "Your name is changed.");
    return HERE;
  }

  @GetMapping("/account/password")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  ModelAndView password() {
    return Form.empty().page("accounts/change-password");
  }

  @PostMapping("/account/password")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  Object changePassword(
      SignedIn caller,
      @RequestParam MultiValueMap<String, String> sent,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      account.changePassword(caller, sent.getFirst("passwordNow"), NewPassword.of(sent));
    } catch (ProblemException e) {
      return Form.sent(sent).refused(e).page("accounts/change-password");
    }
    signIns.anew(caller.personId(), caller.companyId(), new Proof.Password(), request, response);
    Flash.done(next, "Your password is changed, and your other sessions are over.");
    return HERE;
  }

  @PostMapping("/account/sessions/{reference}/end")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  String end(SignedIn caller, @PathVariable String reference, RedirectAttributes next) {
    account.end(caller, reference);
    Flash.done(next, "The session is over.");
    return HERE;
  }

  @PostMapping("/account/sessions/end")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  String endAll(SignedIn caller, HttpServletRequest request) {
    account.endAll(caller);
    request.getSession().invalidate();
    return "redirect:/login";
  }

  @PostMapping("/account/company")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  String company(
      SignedIn caller,
      @RequestParam(defaultValue = "") String company,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    Membership membership = account.company(caller, company);
    signIns.moveTo(caller, membership.companyId(), request, response);
    Flash.done(next, "You are in %s now.".formatted(membership.companyName()));
    return "redirect:/overview";
  }
}
