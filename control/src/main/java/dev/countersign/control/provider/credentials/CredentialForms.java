package dev.countersign.control.provider.credentials;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.provider.CurlCommand;
import dev.countersign.control.provider.Picking;
import dev.countersign.control.provider.apis.ApiDetail;
import dev.countersign.control.provider.apis.ApiDirectory;
import dev.countersign.control.provider.certificates.CertificateDirectory;
import dev.countersign.control.provider.certificates.CertificateSummary;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.ShownSecret;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What the form of a credential shows beside what is typed, and the page of a new token. */
@Component
class CredentialForms {

  private static final int CHOICES = 1000;
  private static final int FOUND = 20;

  /** Shown before anything is searched for. */
  private static final int NEWEST = 5;

  private final ApiDirectory apis;
  private final CertificateDirectory certificates;
  private final CurlCommand curl;

  CredentialForms(ApiDirectory apis, CertificateDirectory certificates, CurlCommand curl) {
    this.apis = apis;
    this.certificates = certificates;
    this.curl = curl;
  }

  ModelAndView page(SignedIn caller, @Nullable CredentialItem item, Form form) {
    String company = caller.companyId();
    List<String> bound = form.all(Picking.ADDED);
    return form.page("credentials/edit")
        .addObject("item", item)
        .addObject("apis", apis.choices(company, CHOICES))
        .addObject("bound", certificates.some(company, bound, bound.size()))
        .addObject("found", found(caller, form, bound))
        .addObject("mayLook", caller.may(Permission.CERTIFICATES_VIEW));
  }

  /** The one API that there is to choose; null where there are none or several. */
  @Nullable String onlyApi(SignedIn caller) {
    Set<String> ids = apis.choices(caller.companyId(), 2).keySet();
    return ids.size() == 1 ? ids.iterator().next() : null;
  }

  private List<CertificateSummary> found(SignedIn caller, Form form, List<String> bound) {
    String q = Picking.search(form);
    return caller.may(Permission.CERTIFICATES_VIEW)
        ? certificates.search(caller.companyId(), q, FOUND).stream()
            .filter(one -> !bound.contains(one.id()))
            .limit(q.isEmpty() ? NEWEST : FOUND)
            .toList()
        : List.of();
  }

  /** Shows the token, once, with the command that uses it on the first of its APIs. */
  ModelAndView token(SignedIn caller, CredentialView credential) {
    String token = Objects.requireNonNull(credential.token());
    ModelAndView page =
        new ModelAndView("credentials/token")
            .addObject("id", credential.id())
            .addObject("name", credential.name())
            .addObject("token", new ShownSecret(token))
            .addObject("previousTokenUntil", credential.previousTokenUntil())
            .addObject("bound", !credential.boundCertificates().isEmpty());
    if (!credential.apis().isEmpty()) {
      ApiDetail api = apis.get(caller.companyId(), credential.apis().getFirst());
      page.addObject("apiName", api.name());
      page.addObject(
          "curl",
          new ShownSecret(
              curl.call(
                  api.hosts(),
                  api.listenPath(),
                  api.enforcesMutualTls() || !credential.boundCertificates().isEmpty(),
                  CurlCommand.Token.of(api.tokenHeader(), token))));
    }
    return page;
  }
}
