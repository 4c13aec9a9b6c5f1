/**
 * One request and its answer, whatever protocol carries them: the pipeline of steps that decides on
 * it, the client's side that the answer goes to, and the upstream's side that the request goes to.
 */
@NullMarked
package dev.countersign.gateway.exchange;

import org.jspecify.annotations.NullMarked;
