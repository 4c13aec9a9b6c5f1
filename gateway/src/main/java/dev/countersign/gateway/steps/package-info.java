/** The steps of the pipeline, one file each. */
@NullMarked
package dev.countersign.gateway.steps;

import org.jspecify.annotations.NullMarked;
