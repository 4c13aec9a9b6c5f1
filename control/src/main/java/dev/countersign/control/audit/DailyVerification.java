package dev.countersign.control.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies every chain, and writes each end into the log: a log that is kept elsewhere is a witness
 * against whoever puts back an older state of the whole database.
 */
final class DailyVerification {

  private static final Logger LOG = LoggerFactory.getLogger(DailyVerification.class);

  private final AuditVerification verification;

  DailyVerification(AuditVerification verification) {
    this.verification = verification;
  }

  void run() {
    verification.companies().forEach(company -> tell(verification.verifyAndKeep(company)));
  }

  private static void tell(Verification found) {
    Verification.Fault fault = found.fault();
    if (fault == null) {
      LOG.atInfo()
          .addKeyValue("company", found.company())
          .addKeyValue("end", new Head(found.company(), found.sequence(), found.hash()).text())
          .log("The audit trail is whole");
    } else {
      LOG.atError()
          .addKeyValue("company", found.company())
          .addKeyValue("fault", fault.message())
          .log("The audit trail is broken");
    }
  }
}
