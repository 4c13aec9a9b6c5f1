/**
 * Would this be let in now, and if not, why: answered by the code that decides in the gateway, over
 * a snapshot of what matters to the question.
 */
@NullMarked
package dev.countersign.control.provider.check;

import org.jspecify.annotations.NullMarked;
