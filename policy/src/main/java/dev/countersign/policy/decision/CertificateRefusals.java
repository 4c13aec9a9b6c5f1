package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.trust.ChainUnreadableException;
import dev.countersign.pki.trust.PathFault;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.answer.Answer;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.decision.Refusal.Similar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out why a certificate was refused, as exactly as can be told. */
final class CertificateRefusals {
  private CertificateRefusals() {}

  static Refusal nothingPresented(CallCase call) {
    ChainUnreadableException unreadable = call.connection().unreadable();
    if (unreadable != null) {
      return call.refusal(
          Answer.of(RefusalCode.CERTIFICATE_NOT_ALLOWED),
          RefusalCause.UNREADABLE,
          CertificateWords.unreadable(unreadable, call.api()),
          List.of());
    }
    RefusalCause cause =
        call.connection().certificateAsked() ? RefusalCause.NONE_SENT : RefusalCause.NOT_ASKED;
    return call.refusal(
        Answer.of(RefusalCode.CERTIFICATE_REQUIRED),
        cause,
        CertificateWords.none(cause, call.api()),
        List.of());
  }

  /** Refused although listed, or under a listed CA: expired, not yet valid, revoked. */
  static Refusal leaf(CallCase call, Certificate leaf, RefusalCode code) {
    return call.refusal(
        Answer.of(code),
        RefusalCause.LEAF,
        CertificateWords.leaf(code, call.api(), leaf),
        LookAlikes.listed(call, leaf));
  }

  static Refusal usage(CallCase call, Certificate leaf, String objection) {
    return notAllowed(call, leaf, RefusalCause.USAGE_NOT_CLIENT, objection, null);
  }

  /** A path to a listed CA was found, and it has this fault. */
  static Refusal path(CallCase call, Certificate leaf, PathFault fault, String detail) {
    return notAllowed(call, leaf, causeOf(fault), detail, null);
  }

  /** Neither is the certificate listed, nor does a path lead near any listed CA. */
  static Refusal notListed(CallCase call, PresentedChain chain, PathFault fault) {
    Certificate leaf = chain.leaf();
    if (isListedBehind(call, chain)) {
      return notAllowed(call, leaf, RefusalCause.SENT_BUT_NOT_PROVEN, "", null);
    }
    if (!LookAlikes.listed(call, leaf).isEmpty()) {
      return notAllowed(call, leaf, RefusalCause.RENEWAL_NOT_LISTED, "", null);
    }
    if (call.store().certificate(leaf.fingerprint()) != null) {
      ApiConfiguration other = call.snapshot().listedElsewhere(call.api(), leaf.fingerprint());
      RefusalCause cause =
          other == null ? RefusalCause.KNOWN_NOT_LISTED : RefusalCause.LISTED_ELSEWHERE;
      return notAllowed(call, leaf, cause, "", other);
    }
    RefusalCause cause =
        fault == PathFault.ISSUER_UNKNOWN ? RefusalCause.ISSUER_UNKNOWN : RefusalCause.UNKNOWN;
    return notAllowed(call, leaf, cause, "", null);
  }

  private static boolean isListedBehind(CallCase call, PresentedChain chain) {
    Fingerprint proven = chain.leaf().fingerprint();
    return chain.sentAlong().stream()
        .map(Certificate::fingerprint)
        .anyMatch(sent -> !sent.equals(proven) && call.snapshot().listed(call.api(), sent) != null);
  }

  private static Refusal notAllowed(
      CallCase call,
      Certificate leaf,
      RefusalCause cause,
      String detail,
      @Nullable ApiConfiguration other) {
    List<Similar> similar = LookAlikes.listed(call, leaf);
    return call.refusal(
        Answer.certificateNotAllowed(leaf.fingerprint()),
        cause,
        CertificateWords.of(cause, call.api(), leaf, detail, other),
        similar);
  }

  private static RefusalCause causeOf(PathFault fault) {
    return switch (fault) {
      case ISSUER_UNKNOWN -> RefusalCause.ISSUER_UNKNOWN;
      case SELF_SIGNED, LEAF_EXPIRED, LEAF_NOT_YET_VALID, LEAF_REVOKED -> RefusalCause.UNKNOWN;
      case SIGNATURE_INVALID -> RefusalCause.SIGNATURE_INVALID;
      case SEARCH_LIMIT -> RefusalCause.SEARCH_LIMIT;
      case ISSUER_NOT_CA -> RefusalCause.ISSUER_NOT_CA;
      case EXTENSION_MALFORMED -> RefusalCause.EXTENSION_MALFORMED;
      case CRITICAL_EXTENSION_UNKNOWN -> RefusalCause.CRITICAL_EXTENSION_UNKNOWN;
      case KEY_TOO_WEAK -> RefusalCause.KEY_TOO_WEAK;
      case PATH_TOO_LONG -> RefusalCause.PATH_TOO_LONG;
      case NAME_NOT_PERMITTED -> RefusalCause.NAME_NOT_PERMITTED;
      case POLICY_NOT_ACCEPTABLE -> RefusalCause.POLICY_NOT_ACCEPTABLE;
      case ISSUER_REVOKED, REVOCATION_UNKNOWN -> RefusalCause.ISSUER_REVOKED;
      case ISSUER_EXPIRED -> RefusalCause.ISSUER_EXPIRED;
      case ISSUER_NOT_YET_VALID -> RefusalCause.ISSUER_NOT_YET_VALID;
      case USAGE_NOT_CLIENT -> RefusalCause.USAGE_NOT_CLIENT;
    };
  }
}
