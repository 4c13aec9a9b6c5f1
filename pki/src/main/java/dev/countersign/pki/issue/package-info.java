/**
 * Certificates that the product itself issues: to its gateways, and to its own servers at first
 * start. Not a CA for anybody else.
 */
@NullMarked
package dev.countersign.pki.issue;

import org.jspecify.annotations.NullMarked;
