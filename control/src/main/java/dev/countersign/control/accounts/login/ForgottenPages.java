package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.mail.Mails;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where somebody asks for a link that sets a new password. The answer tells nothing of anybody. */
@PageController
class ForgottenPages {

  private static final String PAGE = "accounts/forgotten";

  private final ForgottenPassword forgotten;
  private final Mails mails;

  ForgottenPages(ForgottenPassword forgotten, Mails mails) {
    this.forgotten = forgotten;
    this.mails = mails;
  }

  @GetMapping("/forgotten")
  @OpenTo(OpenTo.Who.EVERYBODY)
  ModelAndView page() {
    return Form.empty().page(PAGE);
  }

  @PostMapping("/forgotten")
  @OpenTo(OpenTo.Who.EVERYBODY)
  Object ask(
      @RequestParam MultiValueMap<String, String> sent,
      HttpServletRequest request,
      HttpServletResponse response) {
    Form form = Form.sent(sent);
    try {
      forgotten.ask(form.value("email"), request.getRemoteAddr());
      return "redirect:/forgotten/sent";
    } catch (TooManyAttemptsException e) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.seconds()));
      return form.refused(e.problem()).page(PAGE);
    } catch (ProblemException e) {
      return form.refused(e).page(PAGE);
    }
  }

  @GetMapping("/forgotten/sent")
  @OpenTo(OpenTo.Who.EVERYBODY)
  String sent(Model model) {
    model.addAttribute("delivers", mails.delivers());
    model.addAttribute("hours", ForgottenPassword.LIFE.toHours());
    return "accounts/forgotten-sent";
  }
}
