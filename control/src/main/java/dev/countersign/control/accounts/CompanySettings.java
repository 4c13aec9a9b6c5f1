package dev.countersign.control.accounts;

import java.time.Duration;
import java.util.List;

/** What a company has set for itself; where it has set nothing, the default. */
public interface CompanySettings {

  /** For how long the company's records are kept. The audit trail is kept for ever. */
  Retention retention(String companyId);

  /**
   * Who gets the company's notices: never nobody while there is an administrator, and nobody twice.
   */
  List<NoticeRecipient> noticeRecipients(String companyId);

  /**
   * For how long records are kept, in whole days.
   *
   * @param refusals the records of refused requests
   * @param use the counts of use by certificate and credential
   */
  record Retention(Duration refusals, Duration use) {}

  /**
   * One who gets notices.
   *
   * @param name of the person; the address itself where it is nobody's in particular
   */
  record NoticeRecipient(String email, String name) {}
}
