/**
 * The parts of a running Countersign: database, control plane, gateway, and how they end in order.
 */
@NullMarked
package dev.countersign.server.role;

import org.jspecify.annotations.NullMarked;
