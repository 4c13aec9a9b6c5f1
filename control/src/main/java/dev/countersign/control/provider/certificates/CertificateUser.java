package dev.countersign.control.provider.certificates;

/** A part of the provider that uses certificates of the store. */
public interface CertificateUser {

  /**
   * Takes the certificate out of use, publishing what changed. The caller holds the certificate's
   * row lock.
   */
  void release(String companyId, String certificateId);
}
