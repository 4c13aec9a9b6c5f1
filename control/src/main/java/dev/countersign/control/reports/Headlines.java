package dev.countersign.control.reports;

/** What happened, in a few words, for headings and lists. */
final class Headlines {

  private Headlines() {}

  static String of(String code, String cause) {
    return switch (code) {
      case "certificate_required", "certificate_not_allowed" -> ofCertificate(cause);
      case "certificate_expired" -> "The client's certificate has expired";
      case "certificate_not_yet_valid" -> "The client's certificate is not valid yet";
      case "certificate_revoked" -> "The client's certificate is revoked";
      case "token_missing", "token_invalid", "token_not_permitted" -> ofToken(cause);
      case "tls_required" -> "The call came without TLS";
      case "route_not_found" ->
          cause.equals("path_unknown")
              ? "No API has this path"
              : "No API is published on this host";
      case "misdirected_request" -> "The connection was made for another host";
      case "rate_limited" -> "The credential is over its rate limit";
      case "quota_exceeded" -> "The credential's quota is used up";
      case "upstream_unreachable" -> "The API's own server cannot be reached";
      case "upstream_failed" -> "The API's own server broke off";
      case "upstream_timeout" -> "The API's own server took too long";
      case "request_timeout" -> "The request did not arrive in time";
      case "headers_too_large" -> "The request's headers are too large";
      case "body_too_large" -> "The request's body is too large";
      case "not_ready" -> "The gateway had no configuration yet";
      default -> "The request is malformed";
    };
  }

  private static String ofCertificate(String cause) {
    return switch (cause) {
      case "none_sent" -> "The client sent no certificate";
      case "not_asked" -> "The connection did not ask for a certificate";
      case "unreadable" -> "What the client sent is no certificate";
      case "known_not_listed" -> "The certificate is in the store, and not on the API's list";
      case "listed_elsewhere" -> "The certificate is on another API's list";
      case "renewal_not_listed" ->
          "The client renewed its certificate, and the new one is not on the list";
      case "sent_but_not_proven" -> "The listed certificate was sent along, not used";
      case "issuer_unknown" -> "The certificate's issuer is not known";
      case "usage_not_client" -> "The certificate is not for clients";
      case "issuer_expired" -> "The CA above the certificate has expired";
      case "issuer_not_yet_valid" -> "The CA above the certificate is not valid yet";
      case "issuer_revoked" -> "A CA above the certificate is revoked";
      case "signature_invalid" -> "The certificate is damaged or forged";
      case "key_too_weak" -> "The certificate's key is too weak";
      case "path_too_long",
          "name_not_permitted",
          "issuer_not_ca",
          "critical_extension_unknown",
          "extension_malformed",
          "policy_not_acceptable",
          "search_limit" ->
          "The certificate breaks its CA's rules";
      default -> "Nobody knows the client's certificate";
    };
  }

  private static String ofToken(String cause) {
    return switch (cause) {
      case "absent" -> "The call had no token";
      case "other_scheme" -> "The token is not sent as a bearer token";
      case "other_header" -> "The token is in another header";
      case "malformed" -> "The token is garbled";
      case "expired" -> "The token has expired";
      case "revoked" -> "The credential is revoked";
      case "suspended" -> "The credential is suspended";
      case "bound_elsewhere" -> "The token belongs to another certificate";
      case "binding_retired" -> "The token is bound to the certificate before the renewal";
      case "other_api" -> "The token is for another API";
      default -> "Nobody knows the token";
    };
  }
}
