package dev.countersign.control.accounts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request for a new API key. */
record ApiKeyRequest(@Nullable String name, @Nullable Set<Scope> scopes) {}
