package dev.countersign.control.provider.apis;

/** How many APIs of a company each filter shows. */
public record ApiCounts(long all, long mutualTls, long withoutMutualTls, long switchedOff) {}
