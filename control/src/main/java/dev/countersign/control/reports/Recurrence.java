package dev.countersign.control.reports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often something was refused, and when first and last. */
record Recurrence(long number, @Nullable Instant first, @Nullable Instant last) {}
