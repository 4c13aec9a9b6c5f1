/**
 * The companies of the installation, what each has set for itself, and how a new one begins. What
 * people and keys may do there is not known here.
 */
@NullMarked
package dev.countersign.control.accounts.company;

import org.jspecify.annotations.NullMarked;
