/**
 * The mails that the product has sent, or keeps, as people see them. Sending them is {@code
 * mail}'s.
 */
@NullMarked
package dev.countersign.control.outbox;

import org.jspecify.annotations.NullMarked;
