package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Callers;
import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.accounts.people.People;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The login page. What it sends is Spring Security's to read. */
@PageController
class LoginPages {

  private final Callers callers;
  private final People people;

  LoginPages(Callers callers, People people) {
    this.callers = callers;
    this.people = people;
  }

  @GetMapping("/login")
  @OpenTo(OpenTo.Who.EVERYBODY)
  Object login(HttpServletRequest request) {
    return callers.find(request).isPresent() ? "redirect:/overview" : page(Form.empty(), "");
  }

  /** Where a refused login is handed on to. */
  @PostMapping("/login/refused")
  @OpenTo(OpenTo.Who.EVERYBODY)
  Object refused(HttpServletRequest request, @RequestParam MultiValueMap<String, String> sent) {
    return request.getAttribute(RefusedLogin.WHY) instanceof String why
        ? page(Form.sent(sent), why)
        : "redirect:/login";
  }

  private ModelAndView page(Form form, String refused) {
    return form.page("accounts/login")
        .addObject("refused", refused)
        .addObject("nobody", !people.canAnybodySignIn());
  }
}
