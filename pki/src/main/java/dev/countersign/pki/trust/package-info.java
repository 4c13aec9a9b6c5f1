/**
 * Whether a certificate that a client proved leads to a certificate that somebody listed. Building
 * and judging RFC 5280 paths, within a fixed budget; not who lists what, which is the policy's
 * part.
 */
@NullMarked
package dev.countersign.pki.trust;

import org.jspecify.annotations.NullMarked;
