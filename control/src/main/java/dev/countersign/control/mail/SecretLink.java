package dev.countersign.control.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link in a mail that opens a door to whoever has it. It is part of the mail's text, and kept no
 * longer than it is of use.
 *
 * @param until when it opens nothing any more
 * @param about the id of the invitation that it opens: whoever could make the link themselves, as
 *     that stands when they look, may see it; null where nobody may, as for a link to set a
 *     password
 */
public record SecretLink(String url, Instant until, @Nullable String about) {

  /** One that nobody but the recipient may see. */
  public static SecretLink forTheRecipient(String url, Instant until) {
    return new SecretLink(url, until, null);
  }

  /** An invitation's, which people may see who could make it themselves. */
  public static SecretLink ofInvitation(String invitationId, String url, Instant until) {
    return new SecretLink(url, until, invitationId);
  }

  /** Never shows the link. */
  @Override
  public String toString() {
    return "SecretLink[until=" + until + "]";
  }
}
