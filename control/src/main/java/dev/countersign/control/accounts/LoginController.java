package dev.countersign.control.accounts;

import dev.countersign.control.web.PageController;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@PageController
class LoginController {

  @GetMapping("/login")
  @OpenTo(OpenTo.Who.EVERYBODY)
  String login(@RequestParam(required = false) String error, Model model) {
    model.addAttribute("refused", error != null);
    return "accounts/login";
  }
}
