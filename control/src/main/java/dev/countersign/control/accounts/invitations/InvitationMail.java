package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.people.LinkSecret;
import dev.countersign.control.mail.Mailbox;
import dev.countersign.control.mail.SecretLink;
import dev.countersign.control.web.PublicAddress;
import org.springframework.stereotype.Component;

/** Sends the link to the invited address. */
@Component
class InvitationMail {

  private final Mailbox mailbox;
  private final PublicAddress address;
  private final Companies companies;

  InvitationMail(Mailbox mailbox, PublicAddress address, Companies companies) {
    this.mailbox = mailbox;
    this.address = address;
    this.companies = companies;
  }

  /**
   * Sends it, in the transaction that runs.
   *
   * @param sender the company in whose name it is sent, and where it is kept
   */
  void send(String sender, Invitation invitation, LinkSecret secret) {
    String company = companies.name(invitation.companyId());
    String url = address.of("/join?invitation=" + secret.reveal()).toString();
    mailbox.send(
        sender,
        invitation.email(),
        "Join %s on Countersign".formatted(company),
        text(invitation, company, url),
        SecretLink.ofInvitation(invitation.id(), url, invitation.expiresAt()));
  }

  private static String text(Invitation invitation, String company, String url) {
    return """
    %s invites you to %s on Countersign.

    To join, follow this link within %d days. It works once, and for %s alone:

    %s

    If you do not know what this is about, do nothing.
    """
        .formatted(invitation.invitedBy(), company, Invitations.DAYS, invitation.email(), url);
  }
}
