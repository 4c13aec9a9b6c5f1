package dev.countersign.control.accounts.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it.
 *
 * @param reference names it without being what it goes by, which is a secret
 * @param signIn how it began; null where that is not known
 * @param here whether it is the one that looks
 */
public record OpenSession(
    String reference, @Nullable SignIn signIn, Instant begunAt, Instant lastUsedAt, boolean here) {}
