package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.snapshot.Token;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a credential admits a call: status, dates, binding, API, in this order. */
final class CredentialJudge {
  private CredentialJudge() {}

  /** The credential of this token where the API's company knows it, or null. */
  static @Nullable Token find(CallCase call, String token) {
    Token found = call.snapshot().token(TokenHash.of(token));
    // To the company of this API, another company's credential does not exist (S7).
    return found != null && isOwn(call, found.credential()) ? found : null;
  }

  static boolean isOwn(CallCase call, Credential credential) {
    return credential.companyId().equals(call.api().companyId());
  }

  /** Why not; null where it does. */
  static @Nullable Refusal judge(CallCase call, Credential credential, @Nullable Instant until) {
    if (credential.status() == Credential.Status.REVOKED) {
      return TokenRefusals.invalid(call, credential, RefusalCause.REVOKED);
    }
    if (credential.status() == Credential.Status.SUSPENDED) {
      return TokenRefusals.invalid(call, credential, RefusalCause.SUSPENDED);
    }
    if (isOver(credential.expiresAt(), call.now()) || isOver(until, call.now())) {
      return TokenRefusals.invalid(call, credential, RefusalCause.EXPIRED);
    }
    // Before the API, so that a thief learns nothing of where the token would be good (G26).
    if (!isBindingKept(call, credential)) {
      return TokenRefusals.bound(call, credential);
    }
    return credential.apis().contains(call.api().id())
        ? null
        : TokenRefusals.otherApi(call, credential);
  }

  private static boolean isOver(@Nullable Instant end, Instant now) {
    return end != null && !now.isBefore(end);
  }

  private static boolean isBindingKept(CallCase call, Credential credential) {
    if (credential.boundCertificates().isEmpty()) {
      return true;
    }
    Certificate leaf = call.leaf();
    return leaf != null
        && credential.boundCertificates().contains(leaf.fingerprint())
        && isGood(call, leaf);
  }

  /** An API without mutual TLS has not looked at the certificate yet. */
  private static boolean isGood(CallCase call, Certificate leaf) {
    StoredCertificate stored = call.store().certificate(leaf.fingerprint());
    return stored != null && !stored.revoked() && leaf.isValidAt(call.now());
  }
}
