package dev.countersign.control.web;

/**
 * What is wrong with one field.
 *
 * @param field its path in the body, as in {@code upstream.url} or {@code hosts[1]}
 */
public record FieldError(String field, String code, String message) {}
