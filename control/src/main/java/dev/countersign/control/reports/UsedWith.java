package dev.countersign.control.reports;

import java.time.LocalDate;

/**
 * How often something was used with one API: requests that were let in, and that were refused.
 *
 * @param last the last day (UTC) of a use
 */
public record UsedWith(String apiId, long letIn, long refused, LocalDate last) {}
