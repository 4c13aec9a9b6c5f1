/**
 * People of the installation: their e-mail addresses and passwords, and the links that they are
 * sent and that work once. What a person may do is not here: that is their membership of a company.
 */
@NullMarked
package dev.countersign.control.accounts.people;

import org.jspecify.annotations.NullMarked;
