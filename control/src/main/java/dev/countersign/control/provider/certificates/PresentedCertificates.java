package dev.countersign.control.provider.certificates;

import dev.countersign.control.database.Times;
import dev.countersign.control.reports.UseListener;
import dev.countersign.policy.report.Use.Kind;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** S4: keeps when each certificate was presented last, for as long as it is in the store. */
@Repository
class PresentedCertificates implements UseListener {

  private static final String PRESENTED =
      """
      UPDATE provider.certificates_presented SET presented_at = ?
      WHERE company_id = ? AND certificate_id = ? AND presented_at < ?
      """;

  private static final int BATCH = 500;

  private final JdbcTemplate batches;

  PresentedCertificates(JdbcTemplate batches) {
    this.batches = batches;
  }

  @Override
  public void used(List<Used> uses) {
    List<Used> presented = uses.stream().filter(use -> use.kind() == Kind.CERTIFICATE).toList();
    batches.batchUpdate(
        PRESENTED,
        presented,
        BATCH,
        (statement, use) -> {
          statement.setObject(1, Times.parameter(use.at()));
          statement.setString(2, use.companyId());
          statement.setString(3, use.subject());
          statement.setObject(4, Times.parameter(use.at()));
        });
  }
}
