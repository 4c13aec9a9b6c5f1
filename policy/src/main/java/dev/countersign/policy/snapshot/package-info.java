/**
 * The configuration as a gateway holds it: immutable, indexed for deciding, and cheap to carry from
 * one revision to the next. Not how it travels ({@code policy.feed}), nor how it is used ({@code
 * policy.decision}).
 */
@NullMarked
package dev.countersign.policy.snapshot;

import org.jspecify.annotations.NullMarked;
