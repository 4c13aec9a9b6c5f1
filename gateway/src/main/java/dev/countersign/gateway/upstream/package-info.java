/**
 * HTTP/1.1 to the upstream: connections pooled per event loop, and the call that one exchange makes
 * over one of them.
 */
@NullMarked
package dev.countersign.gateway.upstream;

import org.jspecify.annotations.NullMarked;
