/** Certificates and uploads, read and described; ASN.1 stays out of sight. */
@NullMarked
package dev.countersign.pki.certificate;

import org.jspecify.annotations.NullMarked;
