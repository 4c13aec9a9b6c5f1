package dev.countersign.policy.snapshot;

import dev.countersign.policy.configuration.Credential;

/** A token's hash, until when it is accepted, and the credential that it is. */
public record Token(Credential.AcceptedToken accepted, Credential credential) {}
