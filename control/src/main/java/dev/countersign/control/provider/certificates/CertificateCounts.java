package dev.countersign.control.provider.certificates;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How many certificates of a store each filter shows, each counted up to {@link #MOST}: to count on
 * would take longer the more there are.
 */
@Schema(description = "Each counted up to 10,000; 10,001 stands for more.")
public record CertificateCounts(
    int all, int client, int ca, int expiring, int expired, int revoked, int unused) {

  /** What is counted exactly; one more stands for all that are more. */
  public static final int MOST = 10_000;
}
