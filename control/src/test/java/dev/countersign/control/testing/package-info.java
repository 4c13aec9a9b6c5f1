/** A real control plane over a real PostgreSQL, and its callers over real HTTP. */
package dev.countersign.control.testing;
