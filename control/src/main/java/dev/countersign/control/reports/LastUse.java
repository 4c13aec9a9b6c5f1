package dev.countersign.control.reports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something was used last, to about a second.
 *
 * @param at let in or refused
 * @param letInAt null where it was never let in
 */
public record LastUse(Instant at, @Nullable Instant letInAt) {}
