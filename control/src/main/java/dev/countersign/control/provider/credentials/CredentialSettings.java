package dev.countersign.control.provider.credentials;

import dev.countersign.policy.configuration.Credential;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an owner sets of a credential: complete and judged. */
record CredentialSettings(
    String name,
    Set<String> apis,
    Set<String> boundCertificates,
    Credential.Status status,
    @Nullable Instant expiresAt,
    Credential.@Nullable Allowance rateLimit,
    Credential.@Nullable Allowance quota) {}
