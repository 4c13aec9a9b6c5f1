/**
 * How much of its rate limit and quota each credential has used, in the memory of this gateway
 * alone: other gateways count for themselves, and a restart begins anew.
 */
@NullMarked
package dev.countersign.gateway.allowance;

import org.jspecify.annotations.NullMarked;
