package dev.countersign.control.reports;

import java.time.LocalDate;

/** How often something was used on one day (UTC). */
public record UsedOn(LocalDate day, long letIn, long refused) {}
