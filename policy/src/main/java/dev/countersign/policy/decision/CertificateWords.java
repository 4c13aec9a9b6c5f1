package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.trust.ChainUnreadableException;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import org.jspecify.annotations.Nullable;

/** Refusals for the certificate's sake, in words that need no knowledge of TLS. */
final class CertificateWords {
  private CertificateWords() {}

  static Words unreadable(ChainUnreadableException why) {
    return new Words(
        "What the client sent as its certificate was not accepted: " + sentence(why.getMessage()),
        "The caller should send its own certificate and the intermediate certificates above it,"
            + " nothing else.");
  }

  static Words leaf(RefusalCode code, Certificate leaf) {
    String who = "The client's certificate %s".formatted(name(leaf));
    return switch (code) {
      case CERTIFICATE_EXPIRED ->
          new Words(
              "%s was valid until %s.".formatted(who, leaf.notAfter()),
              "The caller should get a new certificate, give it to the API's owner to be put on the"
                  + " allow list, and present that one. If it did so already, its software still"
                  + " uses the old file.");
      case CERTIFICATE_NOT_YET_VALID ->
          new Words(
              "%s is valid from %s on, which is still to come.".formatted(who, leaf.notBefore()),
              "The caller should use its former certificate until then, or have one issued that"
                  + " begins now.");
      default ->
          new Words(
              "%s was revoked by the API's owner.".formatted(who),
              "The caller should get a new certificate with a new key. The API's owner can tell why"
                  + " this one was revoked.");
    };
  }

  static Words of(
      RefusalCause cause,
      ApiConfiguration api,
      @Nullable Certificate leaf,
      String detail,
      @Nullable ApiConfiguration other) {
    String client = leaf == null ? "" : "The client's certificate %s".formatted(name(leaf));
    String list = "the allow list of the API “%s”".formatted(api.name());
    return switch (cause) {
      case NONE_SENT ->
          new Words(
              "The client sent no certificate, and the API “%s” needs one.".formatted(api.name()),
              "The caller should configure its client certificate together with its private key"
                  + " (with curl: --cert and --key).");
      case NOT_ASKED ->
          new Words(
              ("The connection was made without asking for a certificate, and the API “%s” needs"
                      + " one.")
                  .formatted(api.name()),
              "The caller should connect anew, with the API's own host name in the URL, so that the"
                  + " gateway asks for its certificate.");
      case SENT_BUT_NOT_PROVEN ->
          new Words(
              ("%s is not on %s; a certificate that is on it was only sent along, without proof of"
                      + " its private key.")
                  .formatted(client, list),
              "The caller should put the listed certificate first in its certificate file, and use"
                  + " the private key that belongs to it.");
      case RENEWAL_NOT_LISTED ->
          new Words(
              ("%s is not on %s, but one with the same key or the same name is: it looks like a"
                      + " renewal that nobody has listed.")
                  .formatted(client, list),
              "The API's owner should put the new certificate on the allow list beside the old"
                  + " one.");
      case LISTED_ELSEWHERE ->
          new Words(
              "%s is on the allow list of the API “%s”, not on that of “%s”."
                  .formatted(client, other == null ? "" : other.name(), api.name()),
              "The API's owner should list it here too; or the caller meant the other API.");
      case KNOWN_NOT_LISTED ->
          new Words(
              "%s is in the certificate store, but not on %s.".formatted(client, list),
              "The API's owner should put it on the allow list, if this caller is to be let in.");
      case ISSUER_UNKNOWN ->
          new Words(
              "%s was issued by %s, which was neither sent along nor is in the certificate store."
                  .formatted(client, issuer(leaf)),
              "The caller should send the intermediate certificates together with its own; or the"
                  + " API's owner uploads them to the certificate store. If the issuer is a"
                  + " stranger, the certificate is simply not allowed.");
      case UNKNOWN ->
          new Words(
              "%s is not known: it is not on %s.".formatted(client, list),
              "The API's owner should upload it to the certificate store and put it on the allow"
                  + " list; or the caller should present the certificate that is listed.");
      default ->
          new Words(
              "%s was not accepted: %s".formatted(client, sentence(detail)), adviceOnPath(cause));
    };
  }

  private static String adviceOnPath(RefusalCause cause) {
    return switch (cause) {
      case USAGE_NOT_CLIENT ->
          "The caller should ask its CA for a certificate for TLS clients (extended key usage"
              + " clientAuth).";
      case PATH_TOO_LONG, NAME_NOT_PERMITTED, ISSUER_NOT_CA, POLICY_NOT_ACCEPTABLE ->
          "The caller should ask its CA for a certificate that the CA is entitled to issue; or the"
              + " API's owner lists the certificate itself instead of its CA.";
      case ISSUER_EXPIRED, ISSUER_NOT_YET_VALID ->
          "The CA above the certificate is outside its dates: the caller should send the CA's"
              + " renewed certificate along, or the API's owner uploads it.";
      case ISSUER_REVOKED ->
          "A CA above the certificate is revoked: the caller should get a certificate from another"
              + " CA that the API's owner lists.";
      case SIGNATURE_INVALID ->
          "The certificate is damaged, or was not issued by the CA that it names. The caller should"
              + " ask its CA for it again.";
      case KEY_TOO_WEAK ->
          "The caller should get a certificate with a key of today's strength (RSA of 2048 bits,"
              + " P-256) and a SHA-256 signature; or the API's owner lists the certificate itself.";
      case SEARCH_LIMIT ->
          "The caller should send its own certificate and only the intermediate certificates above"
              + " it.";
      default ->
          "The caller should ask its CA for a plain certificate for TLS clients; or the API's owner"
              + " lists the certificate itself instead of its CA.";
    };
  }

  private static String name(Certificate leaf) {
    return leaf.subject().isEmpty()
        ? "with serial number %s".formatted(leaf.serial())
        : "“%s”".formatted(leaf.subject());
  }

  private static String issuer(@Nullable Certificate leaf) {
    return leaf == null || leaf.issuer().isEmpty()
        ? "a CA without a name"
        : "“%s”".formatted(leaf.issuer());
  }

  private static String sentence(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "it cannot be read.";
    }
    return text.endsWith(".") ? text : text + ".";
  }
}
