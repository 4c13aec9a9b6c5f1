package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.answer.Answer;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.decision.Refusal.Similar;
import java.util.List;
import java.util.Set;

/** Refusals for the token's sake. */
final class TokenRefusals {
  private TokenRefusals() {}

  /** No token that could be looked up. */
  static Refusal notFound(CallCase call, RefusalCause cause) {
    RefusalCode code =
        switch (cause) {
          case TOKEN_TWICE -> RefusalCode.REQUEST_MALFORMED;
          case MALFORMED -> RefusalCode.TOKEN_INVALID;
          default -> RefusalCode.TOKEN_MISSING;
        };
    return call.tokenRefusal(
        Answer.of(code), cause, TokenWords.notFound(cause, call.api()), null, Set.of(), List.of());
  }

  /** A token that the company does not know. */
  static Refusal unknown(CallCase call) {
    return call.tokenRefusal(
        Answer.of(RefusalCode.TOKEN_INVALID),
        RefusalCause.UNKNOWN,
        TokenWords.unknown(call.api()),
        null,
        Set.of(),
        List.of());
  }

  static Refusal invalid(CallCase call, Credential credential, RefusalCause cause) {
    return call.tokenRefusal(
        Answer.of(RefusalCode.TOKEN_INVALID),
        cause,
        TokenWords.invalid(cause, credential, call.now()),
        credential.id(),
        credential.boundCertificates(),
        List.of());
  }

  /** The credential's binding is not kept. */
  static Refusal bound(CallCase call, Credential credential) {
    Certificate leaf = call.leaf();
    List<Similar> similar =
        leaf == null
            ? List.of()
            : LookAlikes.among(call, leaf, credential.boundCertificates()::contains);
    RefusalCause cause =
        similar.isEmpty() ? RefusalCause.BOUND_ELSEWHERE : RefusalCause.BINDING_RETIRED;
    return call.tokenRefusal(
        Answer.of(RefusalCode.TOKEN_INVALID),
        cause,
        TokenWords.bound(call, credential, similar),
        credential.id(),
        credential.boundCertificates(),
        similar);
  }

  static Refusal otherApi(CallCase call, Credential credential) {
    return call.tokenRefusal(
        Answer.of(RefusalCode.TOKEN_NOT_PERMITTED),
        RefusalCause.OTHER_API,
        TokenWords.otherApi(credential, call.api()),
        credential.id(),
        credential.boundCertificates(),
        List.of());
  }
}
