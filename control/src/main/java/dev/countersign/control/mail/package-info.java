/**
 * Mails that the product sends: stored in the transaction that causes them, delivered afterwards,
 * again when the mail server fails, and given up at an end that people can see. Without a mail
 * server they are kept. It owns the schema {@code mail}.
 *
 * <p>A secret link is an invitation's, or its recipient's alone. {@code outbox} asks who may see
 * the first kind, and knows invitations only: a third kind needs its own way to ask, in {@code
 * MailPages} and {@code Resending} too, else its link is shown to nobody and sent to nobody again.
 */
@NullMarked
package dev.countersign.control.mail;

import org.jspecify.annotations.NullMarked;
