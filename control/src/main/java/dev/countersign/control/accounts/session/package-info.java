/**
 * The sessions of people who signed in: in the database, over after a while, and ended by whoever
 * began them.
 */
@NullMarked
package dev.countersign.control.accounts.session;

import org.jspecify.annotations.NullMarked;
