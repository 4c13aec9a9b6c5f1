/**
 * What a gateway is told: APIs, allow lists, certificates and credentials, and the changes between
 * one state and the next.
 */
@NullMarked
package dev.countersign.policy.configuration;

import org.jspecify.annotations.NullMarked;
