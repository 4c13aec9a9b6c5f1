package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.provider.Picking;
import dev.countersign.control.provider.certificates.CertificateDirectory;
import dev.countersign.control.provider.certificates.CertificateSummary;
import dev.countersign.control.web.Form;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Certificates are put on and taken off within the form, which is saved as a whole. */
@Component
class AllowListPickers {

  private static final int FOUND = 20;
  private static final int LISTED = 50;

  /** Shown before anything is searched for. */
  private static final int NEWEST = 5;

  private final CertificateDirectory certificates;
  private final ApiDirectory apis;
  private final AllowListRepository entries;

  AllowListPickers(
      CertificateDirectory certificates, ApiDirectory apis, AllowListRepository entries) {
    this.certificates = certificates;
    this.apis = apis;
    this.entries = entries;
  }

  /** What the form shows of the list; of a new API, none is on it. */
  AllowListPicker of(Caller caller, @Nullable ApiDetail api, Form form) {
    String company = caller.companyId();
    boolean mayLook = caller.may(Permission.CERTIFICATES_VIEW);
    String q = Picking.search(form);
    List<String> added = form.all(Picking.ADDED);
    return new AllowListPicker(
        q,
        mayLook ? found(company, api, q, added) : List.of(),
        certificates.some(company, added, added.size()),
        api == null ? List.of() : apis.listed(company, api.id(), q, LISTED),
        Set.copyOf(form.all(Picking.REMOVED)),
        api == null ? 0 : api.entries(),
        mayLook);
  }

  private List<CertificateSummary> found(
      String company, @Nullable ApiDetail api, String q, List<String> added) {
    List<CertificateSummary> found = certificates.search(company, q, FOUND);
    Set<String> taken = new HashSet<>(added);
    if (api != null) {
      entries.naming(company, found.stream().map(CertificateSummary::id).toList()).stream()
          .filter(entry -> entry.apiId().equals(api.id()))
          .forEach(entry -> taken.add(entry.certificateId()));
    }
    return found.stream()
        .filter(one -> !taken.contains(one.id()))
        .limit(q.isEmpty() ? NEWEST : FOUND)
        .toList();
  }
}
