/**
 * The doors: TLS that proves a client certificate's key and decides nothing, and a door without
 * TLS.
 */
@NullMarked
package dev.countersign.gateway.listener;

import org.jspecify.annotations.NullMarked;
