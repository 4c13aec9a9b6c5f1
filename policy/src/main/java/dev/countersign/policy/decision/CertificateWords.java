package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.trust.ChainUnreadableException;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import org.jspecify.annotations.Nullable;

/** Refusals for the certificate's sake, in words that need no knowledge of TLS. */
final class CertificateWords {
  private CertificateWords() {}

  static Words unreadable(ChainUnreadableException why, ApiConfiguration api) {
    return new Words(
        "What the client sent as its certificate was not accepted: " + sentence(why.getMessage()),
        ("The caller should send its own certificate and the intermediate certificates above it to"
                + " the API “%s”, nothing else.")
            .formatted(api.name()));
  }

  static Words leaf(RefusalCode code, ApiConfiguration api, Certificate leaf) {
    String who = client(leaf);
    return switch (code) {
      case CERTIFICATE_EXPIRED ->
          new Words(
              "%s was valid until %s.".formatted(who, Words.time(leaf.notAfter())),
              ("The caller should get a new certificate, give it to the API's owner to be put on"
                      + " the allow list of “%s”, and present that one. If it did so already, its"
                      + " software still uses the old file.")
                  .formatted(api.name()));
      case CERTIFICATE_NOT_YET_VALID ->
          new Words(
              "%s is valid from %s on, which is still to come."
                  .formatted(who, Words.time(leaf.notBefore())),
              "The caller should use its former certificate until then, or have one issued that"
                  + " begins now. If that time has passed, a clock is wrong: the caller's CA's, or"
                  + " the gateway's.");
      default ->
          new Words(
              "%s was revoked by the owner of the API “%s”.".formatted(who, api.name()),
              "The caller should get a new certificate with a new private key. The API's owner can"
                  + " tell why %s was revoked.".formatted(name(leaf)));
    };
  }

  /** The client sent none. */
  static Words none(RefusalCause cause, ApiConfiguration api) {
    return cause == RefusalCause.NONE_SENT
        ? new Words(
            "The client sent no certificate, and the API “%s” needs one.".formatted(api.name()),
            ("The caller should set its client certificate and the private key that belongs to it"
                    + " in its software (with curl: --cert and --key). If it has none yet, it should"
                    + " ask the owner of the API “%s”.")
                .formatted(api.name()))
        : new Words(
            "The connection was made without asking for a certificate, and the API “%s” needs one."
                .formatted(api.name()),
            "The caller should connect anew, with the API's own host name in the URL, so that the"
                + " gateway asks for its certificate.");
  }

  static Words of(
      RefusalCause cause,
      ApiConfiguration api,
      Certificate leaf,
      String detail,
      @Nullable ApiConfiguration other) {
    String client = client(leaf);
    String list = "the allow list of the API “%s”".formatted(api.name());
    return switch (cause) {
      case SENT_BUT_NOT_PROVEN ->
          new Words(
              ("%s is not on %s; a certificate that is on it was only sent along, without proof of"
                      + " its private key.")
                  .formatted(client, list),
              "The caller should put the listed certificate first in its certificate file, before"
                  + " %s, and use the private key that belongs to it.".formatted(name(leaf)));
      case RENEWAL_NOT_LISTED ->
          new Words(
              ("%s is not on %s, but one with the same key or the same name is: it looks like a"
                      + " renewal that nobody has listed.")
                  .formatted(client, list),
              ("If the caller says that it renewed its certificate, the API's owner should put %s"
                      + " on %s beside the old one. A certificate of the same name proves nothing by"
                      + " itself.")
                  .formatted(name(leaf), list));
      case LISTED_ELSEWHERE ->
          new Words(
              "%s is on the allow list of the API “%s”, not on that of “%s”."
                  .formatted(client, other == null ? "" : other.name(), api.name()),
              "The API's owner should put %s on %s too, if this caller is to be let in; or the caller"
                      .formatted(name(leaf), list)
                  + " meant the other API, and should check the address.");
      case KNOWN_NOT_LISTED ->
          new Words(
              "%s is in the certificate store, but not on %s.".formatted(client, list),
              "The API's owner should put %s on %s, if this caller is to be let in."
                  .formatted(name(leaf), list));
      case ISSUER_UNKNOWN ->
          new Words(
              "%s was issued by %s, which was neither sent along nor is in the certificate store."
                  .formatted(client, issuer(leaf)),
              ("The caller should send the intermediate certificates together with its own; or the"
                      + " API's owner should upload the certificate of %s to the certificate store."
                      + " If nobody knows that issuer, the certificate is simply not allowed.")
                  .formatted(issuer(leaf)));
      case UNKNOWN ->
          new Words(
              "%s is not known: it is not on %s.".formatted(client, list),
              ("The API's owner should upload %s to the certificate store and put it on %s, if this"
                      + " caller is to be let in; or the caller should present the certificate that"
                      + " is listed.")
                  .formatted(name(leaf), list));
      default ->
          new Words(
              "%s was not accepted: %s".formatted(client, sentence(detail)),
              adviceOnPath(cause, api, leaf));
    };
  }

  private static String adviceOnPath(RefusalCause cause, ApiConfiguration api, Certificate leaf) {
    String listItself =
        "or the API's owner should list %s itself on “%s”, instead of its CA."
            .formatted(name(leaf), api.name());
    return switch (cause) {
      case USAGE_NOT_CLIENT ->
          "The caller should ask its CA for a certificate for TLS clients (extended key usage"
              + " clientAuth) in place of %s.".formatted(name(leaf));
      case PATH_TOO_LONG, NAME_NOT_PERMITTED, ISSUER_NOT_CA, POLICY_NOT_ACCEPTABLE ->
          "The caller should ask its CA for a certificate that the CA is entitled to issue; "
              + listItself;
      case ISSUER_EXPIRED, ISSUER_NOT_YET_VALID ->
          "A CA above %s is outside its dates: the caller should send that CA's renewed certificate"
                  .formatted(name(leaf))
              + " along, or the API's owner should upload it.";
      case ISSUER_REVOKED ->
          "A CA above %s is revoked: the caller should get a certificate from another CA that the"
                  .formatted(name(leaf))
              + " owner of the API “%s” lists.".formatted(api.name());
      case SIGNATURE_INVALID ->
          "%s is damaged, or was not issued by the CA that it names. The caller should ask its CA"
                  .formatted(name(leaf))
              + " for it again.";
      case KEY_TOO_WEAK ->
          "The caller should get a certificate with a key of today's strength (RSA of 2048 bits,"
              + " P-256) and a SHA-256 signature; "
              + listItself;
      case SEARCH_LIMIT ->
          "The caller should send %s and only the intermediate certificates above it."
              .formatted(name(leaf));
      default ->
          "The caller should ask its CA for a plain certificate for TLS clients; " + listItself;
    };
  }

  private static String client(Certificate leaf) {
    return leaf.subject().isEmpty()
        ? "The client's certificate with serial number %s".formatted(leaf.serial())
        : "The client's certificate “%s”".formatted(leaf.subject());
  }

  private static String name(Certificate leaf) {
    return leaf.subject().isEmpty()
        ? "the certificate with serial number %s".formatted(leaf.serial())
        : "“%s”".formatted(leaf.subject());
  }

  private static String issuer(Certificate leaf) {
    return leaf.issuer().isEmpty() ? "a CA without a name" : "“%s”".formatted(leaf.issuer());
  }

  private static String sentence(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "it cannot be read.";
    }
    return text.endsWith(".") ? text : text + ".";
  }
}
