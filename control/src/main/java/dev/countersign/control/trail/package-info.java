/**
 * The audit trail as people and programs see it: filtered, exported, verified. What is recorded,
 * and how, is {@code audit}'s.
 */
@NullMarked
package dev.countersign.control.trail;

import org.jspecify.annotations.NullMarked;
