/** The runnable: roles, first start and demo. */
@NullMarked
package dev.countersign.server;

import org.jspecify.annotations.NullMarked;
