package dev.countersign.pki.certificate;

/**
 * Something about a certificate that works today and deserves a look.
 *
 * @param code {@code weak_key}, {@code usage_without_client_auth} or {@code expiring_soon}
 * @param message one sentence for a person
 */
public record CertificateWarning(String code, String message) {}
