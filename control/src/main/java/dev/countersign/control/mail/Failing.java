package dev.countersign.control.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Mails that were not delivered yet, and are tried again.
 *
 * @param next when the next of them is; null where there are none
 */
public record Failing(long number, @Nullable Instant next) {}
