package dev.countersign.gateway.allowance;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.Credential.Allowance;
import java.time.Duration;

/**
 * A request over what its credential may send.
 *
 * @param code {@link RefusalCode#RATE_LIMITED} or {@link RefusalCode#QUOTA_EXCEEDED}
 * @param allowance what is used up
 * @param delay until a request is admitted again
 */
public record Excess(RefusalCode code, Allowance allowance, Duration delay) {}
