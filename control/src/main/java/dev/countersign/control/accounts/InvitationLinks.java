package dev.countersign.control.accounts;

/** Who may have the links of invitations, which lie in mails that wait. */
public interface InvitationLinks {

  /**
   * Whether the caller could make the link of this invitation: they may invite, and give all that
   * its roles give as they are now. Of another company that is whoever may found companies.
   */
  boolean couldMake(Caller caller, String invitationId);

  /**
   * Refuses, as sending another link would, where the caller could not make this invitation now;
   * its roles stay as they are until the transaction ends, which has to run.
   *
   * @return whether it is still there
   */
  boolean checkGiven(Caller caller, String invitationId);
}
