package dev.countersign.control.provider.certificates;

/**
 * A listed CA that a stored CA leads to: gateways take the stored one where a client does not send
 * it.
 *
 * @param id the listed CA's
 * @param uses the APIs that list it
 */
public record CompletedPath(String id, String name, CertificateUses uses) {}
