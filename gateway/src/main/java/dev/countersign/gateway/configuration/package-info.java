/** Which configuration is in force: follows the feed, keeps the last good one on disk. */
@NullMarked
package dev.countersign.gateway.configuration;

import org.jspecify.annotations.NullMarked;
