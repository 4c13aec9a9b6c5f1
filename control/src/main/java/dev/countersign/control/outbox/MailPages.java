package dev.countersign.control.outbox;

import dev.countersign.control.accounts.InvitationLinks;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.mail.Mail;
import dev.countersign.control.mail.MailState;
import dev.countersign.control.mail.Mails;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@PageController
class MailPages {

  private final Mails mails;
  private final Resending resending;
  private final InvitationLinks invitations;

  MailPages(Mails mails, Resending resending, InvitationLinks invitations) {
    this.mails = mails;
    this.resending = resending;
    this.invitations = invitations;
  }

  @GetMapping("/mails")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  String list(
      SignedIn person,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    model.addAttribute(
        "page",
        mails.page(
            person.companyId(),
            q,
            MailState.find(state).orElse(null),
            PageRequest.of(cursor, null)));
    model.addAttribute("delivers", mails.delivers());
    return "outbox/list";
  }

  @GetMapping("/mails/{id}")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  String detail(SignedIn person, @PathVariable String id, Model model) {
    Mail mail =
        mails
            .find(person.companyId(), id, about -> invitations.couldMake(person, about))
            .orElseThrow(() -> ProblemException.notFound("mail", id));
    model.addAttribute("mail", mail);
    model.addAttribute(
        "again", mayBeSent(person, mail) && mails.canSendAgain(person.companyId(), id));
    model.addAttribute("anotherLink", anotherLink(mail));
    return "outbox/detail";
  }

  @PostMapping("/mails/{id}/send")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  String sendAgain(SignedIn person, @PathVariable String id, RedirectAttributes next) {
    resending.sendAgain(person, id);
    Flash.done(next, "The mail is on its way again.");
    return "redirect:/mails/" + id;
  }

  private boolean mayBeSent(SignedIn person, Mail mail) {
    String about = mail.link() == null ? null : mail.link().about();
    return about == null || invitations.couldMake(person, about);
  }

  /**
   * What the operator runs for a recipient whose link nobody has; null where somebody has it. The
   * address is whatever somebody was once invited by, and goes to a shell.
   */
  private static @Nullable String anotherLink(Mail mail) {
    boolean nobodys =
        mail.link() != null
            && mail.link().forTheRecipient()
            && (mail.state() == MailState.KEPT || mail.state() == MailState.GIVEN_UP);
    return nobodys
        ? "./countersign password-link '%s'".formatted(mail.to().replace("'", "'\\''"))
        : null;
  }
}
