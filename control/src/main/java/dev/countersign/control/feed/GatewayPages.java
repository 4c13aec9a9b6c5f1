package dev.countersign.control.feed;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.PublicAddress;
import dev.countersign.control.web.ShownSecret;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The gateways of the installation: how each stands, how one comes in, how one goes. */
@PageController
class GatewayPages {

  /** Of the gateway, where its command is run. */
  private static final String FOLDER = "./gateway-data";

  private final Gateways gateways;
  private final Enrolments enrolments;
  private final FeedListener listener;
  private final PublicAddress address;

  GatewayPages(
      Gateways gateways, Enrolments enrolments, FeedListener listener, PublicAddress address) {
    this.gateways = gateways;
    this.enrolments = enrolments;
    this.listener = listener;
    this.address = address;
  }

  @GetMapping("/gateways")
  @RequiresPermission(Permission.GATEWAYS_VIEW)
  String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
    model.addAttribute("page", gateways.list(PageRequest.of(cursor, null)));
    model.addAttribute("effect", gateways.effect());
    return "gateways/list";
  }

  @GetMapping("/gateways/enrol")
  @RequiresPermission(Permission.GATEWAYS_CREATE)
  ModelAndView askToEnrol() {
    return Form.empty()
        .page("gateways/enrol")
        .addObject("onThisMachineOnly", listener.isOnThisMachineOnly());
  }

  /**
   * The answer shows the token: it is kept nowhere, so no redirect could. It is a variable of the
   * command, since everybody on a machine sees its processes' arguments.
   */
  @PostMapping("/gateways/enrol")
  @RequiresPermission(Permission.GATEWAYS_CREATE)
  String enrol(SignedIn caller, Model model) {
    Enrolments.Issued issued = enrolments.issueToken(caller);
    String token = issued.token().reveal();
    model.addAttribute("expiresAt", issued.expiresAt());
    String start =
        "./countersign gateway --control %s:%d --data %s"
            .formatted(address.of("/").getHost(), listener.port(), FOLDER);
    model.addAttribute(
        "first",
        new ShownSecret("COUNTERSIGN_ENROLMENT_TOKEN=%s \\\n  %s".formatted(token, start)));
    model.addAttribute("later", start);
    model.addAttribute("folder", FOLDER);
    model.addAttribute("onThisMachineOnly", listener.isOnThisMachineOnly());
    return "gateways/enrolled";
  }

  @GetMapping("/gateways/{id}/remove")
  @RequiresPermission(Permission.GATEWAYS_DELETE)
  ModelAndView askToRemove(@PathVariable String id) {
    return page(gateways.get(id), Form.empty());
  }

  @PostMapping("/gateways/{id}/remove")
  @RequiresPermission(Permission.GATEWAYS_DELETE)
  Object remove(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    GatewayView gateway = gateways.get(id);
    Form form = Form.sent(sent);
    try {
      FieldErrors.requireTyped(form.value("confirm"), gateway.name());
      gateways.remove(caller, id);
      Flash.done(next, "%s is removed: the feed is shut to it.".formatted(gateway.name()));
      return "redirect:/gateways";
    } catch (ProblemException e) {
      return page(gateway, form.refused(e));
    }
  }

  private static ModelAndView page(GatewayView gateway, Form form) {
    return form.page("gateways/remove").addObject("gateway", gateway);
  }
}
