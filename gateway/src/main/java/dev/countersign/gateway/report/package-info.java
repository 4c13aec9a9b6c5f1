/**
 * Collects, off the hot path, what the control plane is told: how often certificates, credentials
 * and APIs are used, and why requests are refused. On event loops it adds to numbers of that loop
 * alone; one thread gathers them, and hands them over in reports. All of it is bounded, whatever
 * clients send and however long no control plane can be reached.
 */
@NullMarked
package dev.countersign.gateway.report;

import org.jspecify.annotations.NullMarked;
