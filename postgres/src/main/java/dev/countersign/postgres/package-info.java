/**
 * PostgreSQL as a private child process: installed, started, watched, restarted and stopped in
 * order.
 */
@NullMarked
package dev.countersign.postgres;

import org.jspecify.annotations.NullMarked;
