/** Certificates and keys that TLS is set up with. */
@NullMarked
package dev.countersign.gateway.tls;

import org.jspecify.annotations.NullMarked;
