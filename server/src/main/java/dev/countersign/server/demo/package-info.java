/**
 * The product shown in half a minute: a sample company in a temporary folder, real calls by curl,
 * and who was let in, who was not, and why.
 */
@NullMarked
package dev.countersign.server.demo;

import org.jspecify.annotations.NullMarked;
