/**
 * Seals what lies in the database and must not be read there, by a key that is in a file beside it:
 * private keys, and secret links that wait to be sent. What is never to be opened again is hashed.
 */
@NullMarked
package dev.countersign.control.sealing;

import org.jspecify.annotations.NullMarked;
