/**
 * What every part needs of PostgreSQL: its own schema, migrated before anything reads it, the
 * translation of times, and the turns in which a transaction writes last. It holds no table of its
 * own.
 */
@NullMarked
package dev.countersign.control.database;

import org.jspecify.annotations.NullMarked;
