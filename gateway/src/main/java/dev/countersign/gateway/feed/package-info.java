/**
 * The gateway's end of the change feed: it enrols once with a token, keeps what it got on disk,
 * renews its certificate, and reads snapshots and changes over mutual TLS. What to do with a
 * configuration is not its business.
 */
@NullMarked
package dev.countersign.gateway.feed;

import org.jspecify.annotations.NullMarked;
