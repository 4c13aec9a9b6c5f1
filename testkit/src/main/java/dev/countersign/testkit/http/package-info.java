/**
 * An HTTP/1.1 server on a raw socket that goes wrong on demand, at a named moment, and that says
 * what it received byte by byte. It is no server to build on.
 */
@NullMarked
package dev.countersign.testkit.http;

import org.jspecify.annotations.NullMarked;
