package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.mail.Mails;
import org.springframework.stereotype.Component;

/**
 * What whoever has just invited is told, and where they are led. Without a mail server nothing is
 * on its way: the kept mail has the link to hand over.
 */
@Component
public class HandingOver {

  private final Mails mails;

  HandingOver(Mails mails) {
    this.mails = mails;
  }

  /** A sentence: this one where there is a mail server. */
  public String sentence(SignedIn caller, InvitationView invitation, String onItsWay) {
    if (mails.delivers()) {
      return onItsWay;
    }
    return "No mail server is set, so nothing was sent to %s. %s"
        .formatted(
            invitation.email(),
            caller.may(Permission.MEMBERS_CREATE)
                ? "Hand over the link yourself."
                : "The link is under Mails, for those who may invite members too.");
  }

  /** The path of the mail with the link, to whoever may open it; else this one. */
  public String path(SignedIn caller, InvitationView invitation, String list) {
    return mails.delivers() || !caller.may(Permission.MEMBERS_CREATE)
        ? list
        : mails
            .keptAbout(caller.companyId(), invitation.id())
            .map(id -> "/mails/" + id)
            .orElse(list);
  }
}
