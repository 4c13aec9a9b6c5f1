package dev.countersign.gateway.report;

/** How often something was used. Belongs to one thread at a time. */
final class Tally {
  long letIn;
  long refused;
}
