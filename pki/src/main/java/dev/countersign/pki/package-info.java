/** Certificates, keys, chains and trust decisions. */
@NullMarked
package dev.countersign.pki;

import org.jspecify.annotations.NullMarked;
