/**
 * What people do about themselves: their name, password and sessions, and the company they are in.
 */
@NullMarked
package dev.countersign.control.accounts.profile;

import org.jspecify.annotations.NullMarked;
