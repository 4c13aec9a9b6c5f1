/**
 * The control plane: a Spring Boot application over PostgreSQL, started by {@link
 * dev.countersign.control.ControlPlane}. The packages beside it are its modules.
 */
@NullMarked
package dev.countersign.control;

import org.jspecify.annotations.NullMarked;
