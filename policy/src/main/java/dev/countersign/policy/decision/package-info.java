/**
 * Whether a call is let in: one verdict with its cause, for the gateway's requests and for every
 * "would this be let in?". It keeps no state but caches, and knows nothing of the transport.
 */
@NullMarked
package dev.countersign.policy.decision;

import org.jspecify.annotations.NullMarked;
