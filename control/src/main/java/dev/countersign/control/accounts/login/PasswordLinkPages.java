package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.accounts.apikeys.ApiKeys;
import dev.countersign.control.accounts.people.Person;
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

/** Setting a password by a link. Opening the page uses nothing up: mail scanners open links too. */
@PageController
class PasswordLinkPages {

  private final PasswordLinks links;
  private final Memberships memberships;
  private final SignIns signIns;
  private final ApiKeys keys;
  private final Throttle throttle;

  PasswordLinkPages(
      PasswordLinks links,
      Memberships memberships,
      SignIns signIns,
      ApiKeys keys,
      Throttle throttle) {
    this.links = links;
    this.memberships = memberships;
    this.signIns = signIns;
    this.keys = keys;
    this.throttle = throttle;
  }

  @GetMapping("/password")
  @OpenTo(OpenTo.Who.EVERYBODY)
  ModelAndView page(@RequestParam(defaultValue = "") String link) {
    return page(Form.empty(), link);
  }

  private ModelAndView page(Form form, String link) {
    Person person = links.personOf(link).orElseThrow(PasswordLinks::over);
    return form.page("accounts/password")
        .addObject("link", new ShownSecret(link))
        .addObject("person", person)
        .addObject("keys", keys.countWorkingOf(person.id()));
  }

  @PostMapping("/password")
  @OpenTo(OpenTo.Who.EVERYBODY)
  Object set(
      @RequestParam(defaultValue = "") String link,
      @RequestParam MultiValueMap<String, String> sent,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      Person person = links.set(link, NewPassword.of(sent), request.getRemoteAddr());
      return signIn(person, request, response, next);
    } catch (ProblemException e) {
      return page(Form.sent(sent).refused(e), link);
    }
  }

  private String signIn(
      Person person,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    boolean inside =
        memberships.of(person.id()).stream()
            .findFirst()
            .map(first -> signIns.byLink(person.id(), first.companyId(), request, response))
            .orElse(false);
    // Who had the link is at home there: from now on no guesses from elsewhere make them wait.
    throttle.wentWell(Tried.PASSWORD, person.email(), request.getRemoteAddr());
    String done = "Your password is set. Sessions that were open before are over.";
    long working = keys.countWorkingOf(person.id());
    if (working == 0) {
      Flash.done(next, done);
      return inside ? "redirect:/overview" : "redirect:/login";
    }
    Flash.done(next, "%s %s".formatted(done, PasswordMail.stillWork(working)));
    return inside ? "redirect:/api-keys?kind=personal" : "redirect:/login";
  }
}
