package dev.countersign.control.mail;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A link in a mail that opens a door to whoever has it. It is part of the mail's text, and kept no
 * longer than it is of use.
 *
 * @param until when it opens nothing any more
 * @param needs who has all of these permissions may see it, since they could make it themselves;
 *     null where nobody may, as for a link to set a password
 */
public record SecretLink(String url, Instant until, @Nullable Set<String> needs) {

  /** One that nobody but the recipient may see. */
  public static SecretLink forTheRecipient(String url, Instant until) {
    return new SecretLink(url, until, null);
  }

  /** One that people may see who have all of these permissions. */
  public static SecretLink shownWith(Set<String> permissions, String url, Instant until) {
    return new SecretLink(url, until, Set.copyOf(permissions));
  }

  /** Never shows the link. */
  @Override
  public String toString() {
    return "SecretLink[until=" + until + "]";
  }
}
