package dev.countersign.control.reports;

/** How often something was used with one API: requests that were let in, and that were refused. */
public record UsedWith(String apiId, long letIn, long refused) {}
