/**
 * The expiry watch (S8): on a clock, not on traffic, it tells a company's people 60, 30, 14, 7 and
 * 1 days before a certificate of its store ends, and once more when it has ended: each once. It
 * owns the schema {@code notices}.
 */
@NullMarked
package dev.countersign.control.notices;

import org.jspecify.annotations.NullMarked;
