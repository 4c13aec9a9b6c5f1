/**
 * API keys: what a program proves itself by, of a service or of a person, who never gets more by it
 * than they may themselves; and the operator's first one. What a caller may, the routes ask.
 */
@NullMarked
package dev.countersign.control.accounts.apikeys;

import org.jspecify.annotations.NullMarked;
