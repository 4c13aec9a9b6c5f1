/**
 * The certificate store: public certificates of API consumers and of issuing CAs, each named by its
 * fingerprint, and the company's deny list.
 */
@NullMarked
package dev.countersign.control.provider.certificates;

import org.jspecify.annotations.NullMarked;
