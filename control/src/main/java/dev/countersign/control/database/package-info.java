/**
 * What every part needs of PostgreSQL: its own schema, migrated before anything reads it, and the
 * translation of times. It holds no table of its own.
 */
@NullMarked
package dev.countersign.control.database;

import org.jspecify.annotations.NullMarked;
