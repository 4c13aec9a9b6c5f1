package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication.AuthToken;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.decision.Refusal.Similar;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Refusals for the token's sake, in words. They go to the API's owner, never to the client. */
final class TokenWords {
  private TokenWords() {}

  static Words notFound(RefusalCause cause, ApiConfiguration api) {
    String where = "%s to the API “%s”".formatted(placeOf(api), api.name());
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

  static Words unknown(ApiConfiguration api) {
    return new Words(
        "The token is not one of this company's.",
        "The caller should check that it uses the whole token, and that of this installation; or"
            + " the API's owner should issue a new one for the API “%s”.".formatted(api.name()));
  }

  static Words invalid(RefusalCause cause, Credential credential, Instant now) {
    String name = credential.name();
    return switch (cause) {
      case EXPIRED -> expired(credential, now);
      case SUSPENDED ->
          new Words(
              "The credential “%s” is suspended.".formatted(name),
              "The API's owner should activate the credential “%s” again, if this caller is to be"
                      .formatted(name)
                  + " let in.");
      default ->
          new Words(
              "The credential “%s” is revoked.".formatted(name),
              "The API's owner should issue a new credential in place of “%s”, if this caller is to"
                      .formatted(name)
                  + " be let in.");
    };
  }

  private static Words expired(Credential credential, Instant now) {
    String name = credential.name();
    Instant end = credential.expiresAt();
    return end != null && !now.isBefore(end)
        ? new Words(
            "The credential “%s” expired on %s.".formatted(name, Words.time(end)),
            "The API's owner should give the credential “%s” a later date, if this caller is to be"
                    .formatted(name)
                + " let in.")
        : new Words(
            "The token is a former one of the credential “%s”, which was rotated.".formatted(name),
            "The caller should use the credential's new token; if it does not have it, the API's"
                + " owner should rotate “%s” once more.".formatted(name));
  }

  static Words bound(CallCase call, Credential credential, List<Similar> similar) {
    String name = credential.name();
    Certificate leaf = call.leaf();
    String bound = boundNames(call, credential);
    if (leaf == null) {
      return new Words(
          "The credential “%s” is bound to %s, and the client presented none."
              .formatted(name, bound),
          "The caller should present the certificate that the credential is bound to, on a host"
              + " that asks for one.");
    }
    if (credential.boundCertificates().contains(leaf.fingerprint())) {
      return new Words(
          ("The credential “%s” is bound to the presented certificate, which is expired, revoked or"
                  + " deleted.")
              .formatted(name),
          "The API's owner should bind the credential “%s” to the caller's new certificate."
              .formatted(name));
    }
    if (similar.isEmpty()) {
      return new Words(
          "The credential “%s” is bound to %s, not to the presented one.".formatted(name, bound),
          "The caller should present the certificate that the credential is bound to. If nobody can"
              + " explain the call, the token may be stolen: the API's owner should rotate “%s”."
                  .formatted(name));
    }
    return new Words(
        ("The credential “%s” is not bound to the presented certificate, but to one with the same"
                + " key or the same name: one of them renews the other.")
            .formatted(name),
        "The API's owner should bind the credential “%s” to the presented certificate too; or the"
                .formatted(name)
            + " caller should present the bound one.");
  }

  /** A few of them by name, as far as the store knows them. */
  private static String boundNames(CallCase call, Credential credential) {
    List<String> names =
        credential.boundCertificates().stream()
            .map(call.store()::certificate)
            .filter(Objects::nonNull)
            .map(stored -> "“%s”".formatted(stored.name()))
            .sorted()
            .toList();
    return switch (names.size()) {
      case 0 -> "a certificate that is no longer in the store";
      case 1 -> "the certificate " + names.getFirst();
      case 2 -> "the certificates " + String.join(" or ", names);
      default -> "the certificate %s or %d others".formatted(names.getFirst(), names.size() - 1);
    };
  }

  static Words otherApi(Credential credential, ApiConfiguration api) {
    return new Words(
        "The credential “%s” is not for the API “%s”.".formatted(credential.name(), api.name()),
        "The API's owner should add the API “%s” to the credential “%s”, if this caller is to be let"
                .formatted(api.name(), credential.name())
            + " in; or the caller meant another API.");
  }

  private static String placeOf(ApiConfiguration api) {
    return api.authentication() instanceof AuthToken(String header, boolean forward)
            && header != null
        ? "header %s: <token>".formatted(header)
        : "header Authorization: Bearer <token>";
  }
}
