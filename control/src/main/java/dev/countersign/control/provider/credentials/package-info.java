/** Credentials: access tokens, shown once and kept as hashes, with what each may do. */
@NullMarked
package dev.countersign.control.provider.credentials;

import org.jspecify.annotations.NullMarked;
