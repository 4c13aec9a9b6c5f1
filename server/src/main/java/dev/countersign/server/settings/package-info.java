/**
 * Where an option's value comes from: the command line, else the environment, else
 * countersign.yaml, else the default.
 */
@NullMarked
package dev.countersign.server.settings;

import org.jspecify.annotations.NullMarked;
