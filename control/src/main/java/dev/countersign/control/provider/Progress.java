package dev.countersign.control.provider;

import org.jspecify.annotations.Nullable;

/**
 * What of the first steps a company has done.
 *
 * @param api one with an allow list, or else one that asks for certificates; null where there is
 *     none
 */
record Progress(
    boolean published, boolean stored, boolean allowed, boolean made, @Nullable String api) {}
