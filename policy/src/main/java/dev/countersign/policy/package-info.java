/** What a gateway is told, and how it decides. */
@NullMarked
package dev.countersign.policy;

import org.jspecify.annotations.NullMarked;
