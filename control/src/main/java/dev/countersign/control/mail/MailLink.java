package dev.countersign.control.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of a mail's secret link.
 *
 * @param until when it opens nothing any more
 * @param about the id of what it opens; null where nobody but the recipient may ever see it
 */
public record MailLink(Instant until, @Nullable String about) {

  /** Whether nobody else may ever see it. */
  public boolean forTheRecipient() {
    return about == null;
  }
}
