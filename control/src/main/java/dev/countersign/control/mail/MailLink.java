package dev.countersign.control.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of a mail's secret link.
 *
 * @param until when it opens nothing any more
 * @param about the id of the invitation that it opens; null where nobody but the recipient may ever
 *     see it
 * @param url itself, for whoever looks and may see it; null for everybody else
 */
public record MailLink(Instant until, @Nullable String about, @Nullable String url) {

  /** Whether nobody else may ever see it. */
  public boolean forTheRecipient() {
    return about == null;
  }

  /** Never shows the link. */
  @Override
  public String toString() {
    return "MailLink[until=" + until + ", about=" + about + "]";
  }
}
