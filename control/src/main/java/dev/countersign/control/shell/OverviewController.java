package dev.countersign.control.shell;

import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.web.PageController;
import org.springframework.web.bind.annotation.GetMapping;

@PageController
class OverviewController {

  @GetMapping("/")
  @OpenTo(OpenTo.Who.EVERYBODY)
  String start() {
    return "redirect:/overview";
  }

  @GetMapping("/overview")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  String overview() {
    return "shell/overview";
  }
}
