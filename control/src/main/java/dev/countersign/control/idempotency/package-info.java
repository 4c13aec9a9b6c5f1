/**
 * Creates that can be repeated: the same {@code Idempotency-Key} with the same body gets the same
 * answer for a day, after a crash too. It owns the schema {@code idempotency}.
 */
@NullMarked
package dev.countersign.control.idempotency;

import org.jspecify.annotations.NullMarked;
