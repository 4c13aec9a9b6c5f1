package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Caller;

/** A part of the provider that uses certificates of the store. */
public interface CertificateUser {

  /**
   * Takes a certificate of the caller's company out of use, publishing and recording what changed.
   * The caller's transaction holds the certificate's row lock.
   */
  void release(Caller caller, String certificateId);
}
