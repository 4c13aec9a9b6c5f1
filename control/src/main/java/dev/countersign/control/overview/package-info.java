/**
 * The first page: what needs attention, and the first steps of a new company. It knows no other
 * module's things; each brings its own as beans of {@link
 * dev.countersign.control.overview.Attention} and {@link
 * dev.countersign.control.overview.FirstSteps}.
 */
@NullMarked
package dev.countersign.control.overview;

import org.jspecify.annotations.NullMarked;
