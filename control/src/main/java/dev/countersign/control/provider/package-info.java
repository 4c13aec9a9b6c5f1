/**
 * What a company publishes: its certificate store, its APIs with their allow lists, and the
 * credentials of its consumers. Whatever a gateway must know of a change is handed to the feed in
 * the transaction of the change. It owns the schema {@code provider}.
 *
 * <p>Whoever writes takes row locks in one order, so that no two writers wait for each other: a
 * credential, then certificates, then APIs, each sorted by id, and the feed's last.
 */
@NullMarked
package dev.countersign.control.provider;

import org.jspecify.annotations.NullMarked;
