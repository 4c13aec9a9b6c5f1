/**
 * How the control plane speaks HTTP: its listeners, problems (RFC 9457), pages, entity tags, limits
 * and the OpenAPI document. It knows no feature.
 */
@NullMarked
package dev.countersign.control.web;

import org.jspecify.annotations.NullMarked;
