/**
 * How people prove who they are: by a password, or by a link that was sent to them alone. Trying
 * often is slowed down, for each account and each network address, by the database, so that it
 * holds for all control planes together.
 */
@NullMarked
package dev.countersign.control.accounts.login;

import org.jspecify.annotations.NullMarked;
