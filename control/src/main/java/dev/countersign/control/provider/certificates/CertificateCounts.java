package dev.countersign.control.provider.certificates;

import dev.countersign.control.shell.Count;
import io.swagger.v3.oas.annotations.media.Schema;

/** How many certificates of a store each filter shows, each counted up to {@link Count#LIMIT}. */
@Schema(description = "Each counted up to 10,000; 10,001 stands for more.")
public record CertificateCounts(
    long all, long client, long ca, long expiring, long expired, long revoked, long unused) {}
