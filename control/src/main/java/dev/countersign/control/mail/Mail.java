package dev.countersign.control.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail, without its secret link.
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
    @Nullable MailLink link) {}
