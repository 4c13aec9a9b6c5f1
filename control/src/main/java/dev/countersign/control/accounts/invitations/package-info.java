/**
 * How people become members: by a link in a mail to their address, which works once, for a week,
 * and for whoever has that address. Nobody invites to more than they may themselves.
 */
@NullMarked
package dev.countersign.control.accounts.invitations;

import org.jspecify.annotations.NullMarked;
