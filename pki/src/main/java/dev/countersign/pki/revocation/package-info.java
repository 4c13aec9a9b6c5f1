/**
 * Certificate revocation lists: read, and given to a path finder that then requires them. Fetching
 * them, and judging how stale one may be, is the caller's part.
 */
@NullMarked
package dev.countersign.pki.revocation;

import org.jspecify.annotations.NullMarked;
