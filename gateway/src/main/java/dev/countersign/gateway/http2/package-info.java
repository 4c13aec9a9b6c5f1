/** HTTP/2 to the client: one frame listener per connection, no channel per stream. */
@NullMarked
package dev.countersign.gateway.http2;

import org.jspecify.annotations.NullMarked;
