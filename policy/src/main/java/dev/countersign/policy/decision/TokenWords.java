package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication.AuthToken;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.decision.Refusal.Similar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refusals for the token's sake, in words. They go to the API's owner, never to the client. */
final class TokenWords {
  private TokenWords() {}

  static Words notFound(RefusalCause cause, ApiConfiguration api) {
    String where = placeOf(api);
    return switch (cause) {
      case TOKEN_TWICE ->
          new Words(
              "The request carries its token, or the header for it, more than once.",
              "The caller should send the token once, as %s.".formatted(where));
      case MALFORMED ->
          new Words(
              "What the request carries as its token has characters that no token has, or is too"
                  + " long.",
              "The caller should copy the token again, without quotes, blanks or line breaks.");
      case OTHER_SCHEME ->
          new Words(
              "The Authorization header is there, but not with the scheme Bearer.",
              "The caller should send the token as %s.".formatted(where));
      case OTHER_HEADER ->
          new Words(
              "The request has no token where this API looks for it, but one elsewhere.",
              "The caller should send the token as %s.".formatted(where));
      default ->
          new Words(
              "The request carries no token.",
              "The caller should send its token as %s.".formatted(where));
    };
  }

  static Words unknown() {
    return new Words(
        "The token is not one of this company's.",
        "The caller should check that it uses the whole token, and that of this installation; or"
            + " the API's owner issues a new one.");
  }

  static Words invalid(RefusalCause cause, Credential credential) {
    String name = credential.name();
    return switch (cause) {
      case EXPIRED ->
          new Words(
              "The token of the credential “%s” has expired.".formatted(name),
              "The API's owner should extend the credential; or, if the token was rotated, the"
                  + " caller should use the new one.");
      case SUSPENDED ->
          new Words(
              "The credential “%s” is suspended.".formatted(name),
              "The API's owner should activate it again, if this caller is to be let in.");
      default ->
          new Words(
              "The credential “%s” is revoked.".formatted(name),
              "The API's owner should issue a new credential, if this caller is to be let in.");
    };
  }

  static Words bound(Credential credential, @Nullable Certificate leaf, List<Similar> similar) {
    String name = credential.name();
    if (leaf == null) {
      return new Words(
          "The credential “%s” is bound to a certificate, and the client presented none."
              .formatted(name),
          "The caller should present the certificate that the credential is bound to, on a host"
              + " that asks for one.");
    }
    if (credential.boundCertificates().contains(leaf.fingerprint())) {
      return new Words(
          ("The credential “%s” is bound to the presented certificate, which is expired, revoked or"
                  + " deleted.")
              .formatted(name),
          "The API's owner should bind the credential to the caller's new certificate.");
    }
    if (similar.isEmpty()) {
      return new Words(
          "The credential “%s” is bound to another certificate than the presented one."
              .formatted(name),
          "The caller should present the certificate that the credential is bound to. If nobody can"
              + " explain the call, the token may be stolen: the API's owner should rotate it.");
    }
    return new Words(
        ("The credential “%s” is not bound to the presented certificate, but to one with the same"
                + " key or the same name: one of them renews the other.")
            .formatted(name),
        "The API's owner should bind the credential to the renewed certificate too; or the caller"
            + " should present that one.");
  }

  static Words otherApi(Credential credential, ApiConfiguration api) {
    return new Words(
        "The credential “%s” is not for the API “%s”.".formatted(credential.name(), api.name()),
        "The API's owner should add the API to the credential, if this caller is to be let in.");
  }

  private static String placeOf(ApiConfiguration api) {
    return api.authentication() instanceof AuthToken(String header, boolean forward)
            && header != null
        ? "header %s: <token>".formatted(header)
        : "header Authorization: Bearer <token>";
  }
}
