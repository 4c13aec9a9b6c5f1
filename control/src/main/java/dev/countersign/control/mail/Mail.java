package dev.countersign.control.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail. Its text has its secret link where the mail is to be sent, or is read by somebody who may
 * see it; elsewhere the text says that there is one, or leaves it out.
 *
 * @param attempts how often it was tried to send it
 * @param lastError why the last attempt failed
 * @param nextAttemptAt null where there is none
 * @param link null where the text has no secret link
 */
public record Mail(
    String companyId,
    String id,
    String to,
    String subject,
    String text,
    MailState state,
    int attempts,
    @Nullable String lastError,
    @Nullable Instant lastAttemptAt,
    @Nullable Instant nextAttemptAt,
    Instant createdAt,
    @Nullable MailLink link) {

  /** Never shows the text, which may have the link in it. */
  @Override
  public String toString() {
    return "Mail[id=%s, companyId=%s, to=%s, state=%s, attempts=%d]"
        .formatted(id, companyId, to, state, attempts);
  }
}
