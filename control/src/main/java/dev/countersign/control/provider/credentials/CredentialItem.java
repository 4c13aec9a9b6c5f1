package dev.countersign.control.provider.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A credential as its pages show it.
 *
 * @param apiNames what it may call: names by id
 * @param state its status, or {@code expired} or {@code expiring} where it is active
 */
public record CredentialItem(
    CredentialView credential, Map<String, String> apiNames, String state, long version) {

  private static final Duration SOON = Duration.ofDays(14);

  static CredentialItem of(
      CredentialView credential, Map<String, String> names, long version, Instant now) {
    return new CredentialItem(credential, names, state(credential, now), version);
  }

  private static String state(CredentialView credential, Instant now) {
    Instant end = credential.expiresAt();
    if (!credential.status().equals("active") || end == null) {
      return credential.status();
    }
    if (!end.isAfter(now)) {
      return "expired";
    }
    return end.isBefore(now.plus(SOON)) ? "expiring" : "active";
  }

  /** The names of what it may call, in the order of their ids. */
  public List<String> apis() {
    return credential.apis().stream().map(id -> apiNames.getOrDefault(id, id)).toList();
  }
}
