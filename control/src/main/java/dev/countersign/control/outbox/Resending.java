package dev.countersign.control.outbox;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.InvitationLinks;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.mail.Mail;
import dev.countersign.control.mail.MailLink;
import dev.countersign.control.mail.Mails;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends a mail again that was given up or kept, when somebody asks for it. */
@Component
class Resending {

  private final Mails mails;
  private final InvitationLinks invitations;
  private final AuditTrail audit;

  Resending(Mails mails, InvitationLinks invitations, AuditTrail audit) {
    this.mails = mails;
    this.invitations = invitations;
    this.audit = audit;
  }

  @Transactional
  public void sendAgain(Caller caller, String id) {
    Mail mail =
        mails
            .find(caller.companyId(), id, about -> false)
            .orElseThrow(() -> ProblemException.notFound("mail", id));
    if (!opensSomething(caller, mail.link()) || !mails.sendAgain(caller.companyId(), id)) {
      throw new ProblemException(
          ProblemType.STALE,
          "This mail cannot be sent again: it is on its way or sent, its link is over, or there is"
              + " no mail server.");
    }
    audit.record(
        caller.actor(),
        new AuditEvent("mail.sent-again", "mail", id, mail.subject(), null, new Sent(mail.to())));
  }

  /** Nobody sends a link that they could not make, and that of no invitation opens nothing. */
  private boolean opensSomething(Caller caller, @Nullable MailLink link) {
    return link == null || link.about() == null || invitations.checkGiven(caller, link.about());
  }

  private record Sent(String to) {}
}
