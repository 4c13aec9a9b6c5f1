/**
 * The audit trail (A2): who changed what, when, from where, before and after. It is written in the
 * transaction of the change, only ever appended to, and chained by hashes. It never holds key or
 * token material. It owns the schema {@code audit}.
 */
@NullMarked
package dev.countersign.control.audit;

import org.jspecify.annotations.NullMarked;
