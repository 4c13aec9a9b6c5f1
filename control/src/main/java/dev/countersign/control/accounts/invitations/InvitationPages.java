package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.roles.Roles;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@PageController
class InvitationPages {

  private static final String LIST = "/invitations";

  private final Invitations invitations;
  private final Roles roles;
  private final HandingOver handing;

  InvitationPages(Invitations invitations, Roles roles, HandingOver handing) {
    this.invitations = invitations;
    this.roles = roles;
    this.handing = handing;
  }

  @GetMapping("/invitations")
  @RequiresPermission(Permission.MEMBERS_VIEW)
  ModelAndView list(SignedIn caller, @RequestParam(required = false) @Nullable String cursor) {
    return new ModelAndView("accounts/invitations")
        .addObject("page", invitations.page(caller, PageRequest.of(cursor, null)))
        .addObject("days", Invitations.DAYS);
  }

  @GetMapping("/invitations/new")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  ModelAndView fresh(SignedIn caller) {
    return invite(caller, Form.empty());
  }

  @PostMapping("/invitations/new")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  Object invite(
      SignedIn caller, @RequestParam MultiValueMap<String, String> sent, RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      InvitationView made =
          invitations.create(
              caller, new InvitationRequest(form.value("email"), Set.copyOf(form.all("roles"))));
      return sent(caller, made, "An invitation is on its way to %s.".formatted(made.email()), next);
    } catch (ProblemException e) {
      return invite(caller, form.refused(e));
    }
  }

  private ModelAndView invite(SignedIn caller, Form form) {
    return form.page("accounts/invitation-new").addObject("roles", roles.all(caller));
  }

  @PostMapping("/invitations/{id}/resend")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  String resend(SignedIn caller, @PathVariable String id, RedirectAttributes next) {
    InvitationView again = invitations.resend(caller, id);
    return sent(
        caller,
        again,
        "Another link is on its way to %s; the one before opens nothing any more."
            .formatted(again.email()),
        next);
  }

  private String sent(
      SignedIn caller, InvitationView invitation, String onItsWay, RedirectAttributes next) {
    Flash.done(next, handing.sentence(caller, invitation, onItsWay));
    return "redirect:" + handing.path(caller, invitation, LIST);
  }

  @GetMapping("/invitations/{id}/withdraw")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  ModelAndView askWithdraw(SignedIn caller, @PathVariable String id) {
    return Form.empty()
        .page("accounts/invitation-withdraw")
        .addObject("invitation", invitations.get(caller, id));
  }

  @PostMapping("/invitations/{id}/withdraw")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  String withdraw(SignedIn caller, @PathVariable String id, RedirectAttributes next) {
    InvitationView gone = invitations.get(caller, id);
    invitations.withdraw(caller, id);
    Flash.done(next, "The invitation of %s is withdrawn.".formatted(gone.email()));
    return "redirect:" + LIST;
  }
}
