package dev.countersign.control.trail;

/**
 * One value that is another than before.
 *
 * @param before empty where there was none
 * @param after empty where there is none any more
 */
public record Difference(String name, String before, String after) {}
