/**
 * The change feed: whatever a gateway must know is published here in the transaction that changes
 * it, under the next revision, and read by gateways over mutual TLS or, in one process, in memory.
 *
 * <p>It knows nothing of certificates, APIs or credentials beyond policy's records: their owner
 * publishes changes ({@link dev.countersign.control.feed.FeedPublisher}) and tells the whole state
 * when asked ({@link dev.countersign.control.feed.ConfigurationSource}). What gateways report comes
 * by the same port, and is handed to its owner ({@link dev.countersign.control.feed.ReportStore}).
 */
@NullMarked
package dev.countersign.control.feed;

import org.jspecify.annotations.NullMarked;
