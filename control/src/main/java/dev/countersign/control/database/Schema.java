package dev.countersign.control.database;

/**
 * A part's own PostgreSQL schema, with the migrations in {@code db/<name>} on the class path. A
 * part declares it as a bean, and reads no other part's tables.
 */
public record Schema(String name) {}
