/**
 * Which API a request is for (G14, G15): host names and request targets brought into one form, and
 * the table that matches them. Not who may call it.
 */
@NullMarked
package dev.countersign.policy.routing;

import org.jspecify.annotations.NullMarked;
