package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.provider.certificates.CertificateSuccession;
import dev.countersign.control.provider.certificates.CertificateUses;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lists a successor where the certificate before it is listed. */
@Component
@Order(2)
class AllowListSuccession implements CertificateSuccession {

  private final AllowLists allowLists;
  private final AllowListRepository entries;

  AllowListSuccession(AllowLists allowLists, AllowListRepository entries) {
    this.allowLists = allowLists;
    this.entries = entries;
  }

  @Override
  public void addBeside(
      Caller caller, String certificateId, String successorId, CertificateUses.Chosen wanted) {
    Set<String> listing = Set.copyOf(entries.apisListing(caller.companyId(), certificateId));
    CertificateSuccession.requireAll("API", wanted.apis(), listing);
    allowLists.add(caller, wanted.apis(), successorId);
  }
}
