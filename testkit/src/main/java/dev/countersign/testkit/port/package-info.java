/** Ports for programs that a test starts, and that must be told where to listen. */
@NullMarked
package dev.countersign.testkit.port;

import org.jspecify.annotations.NullMarked;
