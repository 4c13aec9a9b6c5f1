/**
 * A company's roles: named sets of permissions. Four exist from the beginning; Administrator holds
 * everything and stays as it is, the others can be changed and deleted. Nobody puts a permission
 * into a role that they lack themselves.
 */
@NullMarked
package dev.countersign.control.accounts.roles;

import org.jspecify.annotations.NullMarked;
