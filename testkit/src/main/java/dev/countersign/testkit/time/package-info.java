/** A clock that a test sets, so that expiry and leases take no time. */
@NullMarked
package dev.countersign.testkit.time;

import org.jspecify.annotations.NullMarked;
