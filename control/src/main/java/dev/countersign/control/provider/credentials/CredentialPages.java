package dev.countersign.control.provider.credentials;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.provider.Named;
import dev.countersign.control.provider.apis.ApiDirectory;
import dev.countersign.control.provider.certificates.CertificateDirectory;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageController;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of credentials, and one of them. */
@PageController
class CredentialPages {

  private final CredentialLists lists;
  private final CredentialDirectory credentials;
  private final ApiDirectory apis;
  private final CertificateDirectory certificates;

  CredentialPages(
      CredentialLists lists,
      CredentialDirectory credentials,
      ApiDirectory apis,
      CertificateDirectory certificates) {
    this.lists = lists;
    this.credentials = credentials;
    this.apis = apis;
    this.certificates = certificates;
  }

  @GetMapping("/credentials")
  @RequiresPermission(Permission.CREDENTIALS_VIEW)
  String list(
      SignedIn caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String api,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    String company = caller.companyId();
    Page<CredentialView> page =
        lists.page(company, CredentialFilter.of(q, status, api), Named.list(sort, cursor, null));
    model.addAttribute("counts", lists.counts(company));
    model.addAttribute("page", new Page<>(credentials.items(company, page.items()), page.next()));
    model.addAttribute("apiName", api == null ? null : named(company, api));
    return "credentials/list";
  }

  private @Nullable String named(String company, String api) {
    Map<String, String> names = apis.names(company, List.of(api));
    return names.get(api);
  }

  @GetMapping("/credentials/{id}")
  @RequiresPermission(Permission.CREDENTIALS_VIEW)
  String detail(SignedIn caller, @PathVariable String id, Model model) {
    CredentialItem item = credentials.get(caller.companyId(), id);
    List<String> bound = item.credential().boundCertificates();
    model.addAttribute("item", item);
    model.addAttribute("bound", certificates.some(caller.companyId(), bound, bound.size()));
    return "credentials/detail";
  }
}
