/**
 * The people of a company and the roles that they have in it. A company that has an administrator
 * keeps one, whoever is removed or demoted at the same moment.
 */
@NullMarked
package dev.countersign.control.accounts.members;

import org.jspecify.annotations.NullMarked;
