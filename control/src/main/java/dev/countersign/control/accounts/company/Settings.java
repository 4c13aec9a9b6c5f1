package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.CompanySettings.Retention;
import java.time.Duration;
import java.util.List;

/**
 * What a company has set for itself.
 *
 * @param noticeRoles ids of roles whose people get notices
 * @param noticeAddresses that get them besides
 */
record Settings(
    String companyId,
    String name,
    int sessionIdleMinutes,
    int sessionHours,
    int refusalDays,
    int useDays,
    List<String> noticeRoles,
    List<String> noticeAddresses,
    long version) {

  Retention retention() {
    return new Retention(Duration.ofDays(refusalDays), Duration.ofDays(useDays));
  }
}
