/**
 * What tests share: certificates made on the spot, upstreams that fail on demand, a clock that is
 * set.
 */
@NullMarked
package dev.countersign.testkit;

import org.jspecify.annotations.NullMarked;
