package dev.countersign.control.provider.credentials;

import dev.countersign.control.shell.Count;

/** How many credentials of a company each filter shows, each counted up to {@link Count#LIMIT}. */
public record CredentialCounts(long all, long active, long expired, long suspended, long revoked) {}
