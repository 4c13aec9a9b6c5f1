package dev.countersign.testkit.postgres;

/** An empty database that nobody else uses. */
public record TestDatabase(String jdbcUrl, String user, String password) {}
