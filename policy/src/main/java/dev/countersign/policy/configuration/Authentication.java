package dev.countersign.policy.configuration;

import org.jspecify.annotations.Nullable;

/** How an API's callers authenticate beside, or instead of, their certificate. */
public sealed interface Authentication {

  /**
   * An access token of a {@link Credential}.
   *
   * @param header the header that carries it, in lower case; null for {@code Authorization: Bearer}
   * @param forward whether the token is left in the request that goes upstream
   */
  record AuthToken(@Nullable String header, boolean forward) implements Authentication {}

  /** None: the certificate, where asked for, is all. */
  record None() implements Authentication {}
}
