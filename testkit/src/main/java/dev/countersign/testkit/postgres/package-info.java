/** A real PostgreSQL for tests: one server per test JVM, a fresh database per call. */
@NullMarked
package dev.countersign.testkit.postgres;

import org.jspecify.annotations.NullMarked;
