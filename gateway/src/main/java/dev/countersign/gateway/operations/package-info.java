/** What the operator sees: health, readiness, metrics, and one log line per refusal. */
@NullMarked
package dev.countersign.gateway.operations;

import org.jspecify.annotations.NullMarked;
