/**
 * What a refused client is told: code, status, problem details. Nothing of why beyond the code, and
 * never whether a token exists.
 */
@NullMarked
package dev.countersign.policy.answer;

import org.jspecify.annotations.NullMarked;
