/**
 * What every page has around it: navigation by permission, who is signed in, the messages of the
 * last action, problem pages, and the assets. The pages themselves are their features'.
 */
@NullMarked
package dev.countersign.control.shell;

import org.jspecify.annotations.NullMarked;
