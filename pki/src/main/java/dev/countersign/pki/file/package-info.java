/**
 * Files that hold secrets: how they come to be on disk, whole and for their owner alone. What is in
 * them is the business of whoever writes them.
 */
@NullMarked
package dev.countersign.pki.file;

import org.jspecify.annotations.NullMarked;
