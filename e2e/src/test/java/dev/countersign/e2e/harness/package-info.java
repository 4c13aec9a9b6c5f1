/** What the end-to-end tests share: running programs, installations, callers. */
@NullMarked
package dev.countersign.e2e.harness;

import org.jspecify.annotations.NullMarked;
