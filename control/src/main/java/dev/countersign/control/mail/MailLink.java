package dev.countersign.control.mail;

import java.time.Instant;

/**
 * What may be known of a mail's secret link.
 *
 * @param until when it opens nothing any more
 * @param forTheRecipient whether nobody else may ever see it
 */
public record MailLink(Instant until, boolean forTheRecipient) {}
