package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.OpenTo;
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

/** The page behind the link of the first start. */
@PageController
class FirstPages {

  private final FirstAdministrator first;
  private final Companies companies;
  private final SignIns signIns;

  FirstPages(FirstAdministrator first, Companies companies, SignIns signIns) {
    this.first = first;
    this.companies = companies;
    this.signIns = signIns;
  }

  @GetMapping("/first")
  @OpenTo(OpenTo.Who.EVERYBODY)
  ModelAndView page(@RequestParam(defaultValue = "") String link) {
    return page(Form.empty(), link);
  }

  private ModelAndView page(Form form, String link) {
    if (!first.works(link)) {
      throw FirstAdministrator.over();
    }
    return form.page("accounts/first").addObject("link", new ShownSecret(link));
  }

  @PostMapping("/first")
  @OpenTo(OpenTo.Who.EVERYBODY)
  Object enter(
      @RequestParam(defaultValue = "") String link,
      @RequestParam MultiValueMap<String, String> sent,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      Person person =
          first.enter(
              link,
              form.value("name"),
              form.value("email"),
              NewPassword.of(sent),
              request.getRemoteAddr());
      signIns.byLink(person.id(), companies.first(), request, response);
      Flash.done(next, "Welcome, %s. You may do everything here.".formatted(person.name()));
      return "redirect:/overview";
    } catch (ProblemException e) {
      return page(form.refused(e), link);
    }
  }
}
