package dev.countersign.testkit.http;

/** One header field as it was on the wire, name in its own case. */
public record Header(String name, String value) {}
