package dev.countersign.control.provider.credentials;

/** How many credentials of a company each filter shows, each counted up to 10,001. */
public record CredentialCounts(long all, long active, long expired, long suspended, long revoked) {}
