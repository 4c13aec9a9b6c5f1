/** HTTP/1.1 to the client: Netty's codec, strictly, and one exchange at a time on a connection. */
@NullMarked
package dev.countersign.gateway.http1;

import org.jspecify.annotations.NullMarked;
