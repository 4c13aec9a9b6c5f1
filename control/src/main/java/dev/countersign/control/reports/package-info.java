/**
 * What gateways report: how often certificates, credentials and APIs are used, and why requests
 * were refused. It maps what is reported to companies by itself, bounds what one gateway can fill,
 * and forgets by each company's retention. It owns the schema {@code reports}.
 *
 * <p>What exists, and whose it is, is told by its owner ({@link
 * dev.countersign.control.reports.ReportedThings}).
 */
@NullMarked
package dev.countersign.control.reports;

import org.jspecify.annotations.NullMarked;
