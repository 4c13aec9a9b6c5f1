/** The dashboard in a real browser: every screen's look, its accessibility, and a user's story. */
@NullMarked
package dev.countersign.e2e.browser;

import org.jspecify.annotations.NullMarked;
