package dev.countersign.control.provider.credentials;

import dev.countersign.control.reports.LastUse;
import dev.countersign.control.reports.UseRecords;
import dev.countersign.control.web.Page;
import dev.countersign.policy.report.Use.Kind;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says of credentials when they were used last: of a whole page at once. */
@Component
class CredentialUses {

  private final UseRecords records;

  CredentialUses(UseRecords records) {
    this.records = records;
  }

  Page<CredentialView> of(String companyId, Page<CredentialView> page) {
    List<String> ids = page.items().stream().map(CredentialView::id).toList();
    Map<String, LastUse> last = records.last(companyId, Kind.CREDENTIAL, ids);
    return page.map(one -> {
      LastUse use = last.get(one.id());
      return use == null ? one : one.lastUsed(use.at());
    });
  }

  CredentialView of(String companyId, CredentialView credential) {
    return records
        .last(companyId, Kind.CREDENTIAL, credential.id())
        .map(use -> credential.lastUsed(use.at()))
        .orElse(credential);
  }
}
