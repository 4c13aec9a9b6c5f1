/**
 * Certificates made on the spot, right and wrong ones, so that no test needs a key or PEM file. Not
 * for production: keys are kept in memory and nothing is checked.
 */
@NullMarked
package dev.countersign.testkit.certificate;

import org.jspecify.annotations.NullMarked;
