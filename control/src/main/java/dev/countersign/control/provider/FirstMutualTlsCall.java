package dev.countersign.control.provider;

import dev.countersign.control.overview.FirstCall;
import dev.countersign.control.reports.UseRecords;
import dev.countersign.policy.report.Use.Kind;
import org.springframework.stereotype.Component;

/**
 * Whether a certificate opened anything yet. One that a listed CA issued is in no store, so nobody
 * counts it: there, a request to the API that lists the CA stands for it.
 */
@Component
class FirstMutualTlsCall implements FirstCall {

  private final UseRecords uses;
  private final ProgressRepository progress;

  FirstMutualTlsCall(UseRecords uses, ProgressRepository progress) {
    this.uses = uses;
    this.progress = progress;
  }

  @Override
  public boolean wasMade(String companyId) {
    return uses.anyLetIn(companyId, Kind.CERTIFICATE)
        || uses.last(companyId, Kind.API, progress.apisThatListCas(companyId)).values().stream()
            .anyMatch(use -> use.letInAt() != null);
  }
}
