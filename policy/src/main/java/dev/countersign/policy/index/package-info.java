/**
 * The immutable index that snapshots and route tables are made of. It belongs to policy; other
 * modules have no use for it.
 */
@NullMarked
package dev.countersign.policy.index;

import org.jspecify.annotations.NullMarked;
