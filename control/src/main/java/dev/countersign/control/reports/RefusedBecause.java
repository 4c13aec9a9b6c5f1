package dev.countersign.control.reports;

/**
 * How many requests were refused for one reason.
 *
 * @param apiId empty where the requests led to no API
 * @param cause empty where the code says all
 */
public record RefusedBecause(String apiId, String code, String cause, long count) {}
