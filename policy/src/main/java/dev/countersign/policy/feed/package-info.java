/**
 * How a configuration travels from the control plane to gateways, over the wire, in memory and in
 * the file that a gateway starts from.
 */
@NullMarked
package dev.countersign.policy.feed;

import org.jspecify.annotations.NullMarked;
