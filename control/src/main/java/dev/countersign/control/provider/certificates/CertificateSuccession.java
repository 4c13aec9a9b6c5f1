package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.web.ProblemException;
import java.util.Set;

/** A part of the provider that can let a certificate's successor in beside it. */
public interface CertificateSuccession {

  /**
   * Adds the successor where the certificate before it is used, so that both work. The caller's
   * transaction has just stored the successor.
   *
   * @param wanted ids of the APIs or credentials, each of which uses the one before
   */
  void addBeside(
      Caller caller, String certificateId, String successorId, CertificateUses.Chosen wanted);

  /** Refuses what does not use the certificate, another company's among it, as unknown. */
  static void requireAll(String what, Set<String> wanted, Set<String> using) {
    wanted.stream()
        .filter(id -> !using.contains(id))
        .findFirst()
        .ifPresent(id -> {
          throw ProblemException.notFound(what, id);
        });
  }
}
