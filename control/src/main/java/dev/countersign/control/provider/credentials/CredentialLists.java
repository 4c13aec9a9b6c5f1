package dev.countersign.control.provider.credentials;

import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.provider.Named;
import dev.countersign.control.web.Page;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Lists of a company's credentials. */
@Component
class CredentialLists {

  private final CredentialListRepository lists;
  private final CredentialUses uses;
  private final InstantSource clock;

  CredentialLists(CredentialListRepository lists, CredentialUses uses, InstantSource clock) {
    this.lists = lists;
    this.uses = uses;
    this.clock = clock;
  }

  Page<CredentialView> page(String companyId, CredentialFilter filter, ListRequest<Named> request) {
    Page<CredentialRow> page =
        request.page(lists.page(companyId, filter, request, clock.instant()));
    return uses.of(companyId, page.map(row -> CredentialView.of(row, null)));
  }

  CredentialCounts counts(String companyId) {
    return lists.counts(companyId, clock.instant());
  }
}
