package dev.countersign.control.accounts.company;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A company's settings as they are shown. */
@Schema(name = "CompanySettings")
public record CompanyView(
    String id,
    String name,
    @Schema(description = "A session that nobody used for so many minutes is over.")
        int sessionIdleMinutes,
    @Schema(description = "A session that began so many hours ago is over.") int sessionHours,
    @Schema(description = "For how many days the records of refused requests are kept.")
        int refusalDays,
    @Schema(description = "For how many days counts of use are kept.") int useDays,
    @Schema(description = "Ids of the roles whose people get notices.") List<String> noticeRoles,
    @Schema(description = "Addresses that get them besides. Where nobody does: administrators.")
        List<String> noticeAddresses) {

  static CompanyView of(Settings settings) {
    return new CompanyView(
        settings.companyId(),
        settings.name(),
        settings.sessionIdleMinutes(),
        settings.sessionHours(),
        settings.refusalDays(),
        settings.useDays(),
        settings.noticeRoles(),
        settings.noticeAddresses());
  }

  /** With the version that an entity tag is made of. */
  public record Versioned(CompanyView company, long version) {}
}
