/**
 * Mails that the product sends: stored in the transaction that causes them, delivered afterwards,
 * again when the mail server fails, and given up at an end that people can see. Without a mail
 * server they are kept. It owns the schema {@code mail}.
 */
@NullMarked
package dev.countersign.control.mail;

import org.jspecify.annotations.NullMarked;
