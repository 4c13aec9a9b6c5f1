/** The commands as people type them: options, messages, exit statuses. */
@NullMarked
package dev.countersign.server.command;

import org.jspecify.annotations.NullMarked;
