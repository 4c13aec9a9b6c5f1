package dev.countersign.control.provider.check;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.provider.Picking;
import dev.countersign.control.provider.apis.ApiDetail;
import dev.countersign.control.provider.apis.ApiDirectory;
import dev.countersign.control.provider.certificates.CertificateDirectory;
import dev.countersign.control.provider.certificates.CertificateSummary;
import dev.countersign.control.provider.credentials.CredentialDirectory;
import dev.countersign.control.web.FieldError;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Would this certificate and this credential be let in now, and if not, why. */
@PageController
class CheckPages {

  private static final int FOUND = 20;
  private static final int CHOICES = 200;

  private final Checks checks;
  private final ApiDirectory apis;
  private final CertificateDirectory certificates;
  private final CredentialDirectory credentials;

  CheckPages(
      Checks checks,
      ApiDirectory apis,
      CertificateDirectory certificates,
      CredentialDirectory credentials) {
    this.checks = checks;
    this.apis = apis;
    this.certificates = certificates;
    this.credentials = credentials;
  }

  @GetMapping("/apis/{id}/check")
  @RequiresPermission(Permission.APIS_VIEW)
  ModelAndView ask(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String certificate) {
    Form form = certificate == null ? Form.empty() : Form.of(Map.of("certificate", certificate));
    return page(caller, apis.get(caller.companyId(), id), form, null);
  }

  @PostMapping("/apis/{id}/check")
  @RequiresPermission(Permission.APIS_VIEW)
  ModelAndView check(
      SignedIn caller, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
    ApiDetail api = apis.get(caller.companyId(), id);
    Form form = Form.sent(sent);
    if (!form.value("check").equals("true")) {
      return page(caller, api, picked(form), null);
    }
    try {
      CheckRequest request = new CheckRequest(pem(caller, form), given(form, "credentialId"));
      return page(caller, api, form, checks.check(caller.companyId(), id, request));
    } catch (ProblemException e) {
      return page(caller, api, form.refused(beside(e)), null);
    }
  }

  /** A certificate of the list takes the place of the one before. */
  private static Form picked(Form form) {
    String pick = form.value("pick");
    if (pick.isEmpty()) {
      return form;
    }
    Map<String, List<String>> values = new LinkedHashMap<>(form.values());
    values.put("certificate", pick.equals("none") ? List.of() : List.of(pick));
    return new Form(values, null);
  }

  /** What was pasted comes before what was picked. */
  private @Nullable String pem(SignedIn caller, Form form) {
    String pasted = given(form, "pem");
    String picked = given(form, "certificate");
    if (pasted != null || picked == null) {
      return pasted;
    }
    return certificates
        .pem(caller.companyId(), picked)
        .orElseThrow(() -> ProblemException.notFound("certificate", picked));
  }

  private static @Nullable String given(Form form, String field) {
    String typed = form.value(field).strip();
    return typed.isEmpty() ? null : typed;
  }

  /** A certificate that cannot be read is said where it was pasted. */
  private static ProblemException beside(ProblemException e) {
    boolean unreadable = e.problem().title().equals(ProblemType.CERTIFICATE_UNREADABLE.title());
    return unreadable
        ? new ProblemException(
            e.problem()
                .withErrors(
                    List.of(new FieldError("pem", e.problem().code(), e.problem().detail()))))
        : e;
  }

  private ModelAndView page(
      SignedIn caller, ApiDetail api, Form form, @Nullable CheckResult result) {
    String company = caller.companyId();
    String picked = form.value("certificate");
    CertificateSummary certificate =
        certificates.some(company, List.of(picked), 1).stream().findFirst().orElse(null);
    return form.page("apis/check")
        .addObject("api", api)
        .addObject("result", result)
        .addObject("picked", certificate)
        .addObject("found", found(caller, api, form))
        .addObject("credentials", credentials(caller, api));
  }

  /** What the search finds in the store; before a search, what is on the list, if anything is. */
  private List<CertificateSummary> found(SignedIn caller, ApiDetail api, Form form) {
    String q = Picking.search(form);
    boolean mayLook = caller.may(Permission.CERTIFICATES_VIEW);
    List<CertificateSummary> listed =
        q.isEmpty() || !mayLook ? apis.listed(caller.companyId(), api.id(), q, FOUND) : List.of();
    return listed.isEmpty() && mayLook ? certificates.search(caller.companyId(), q, FOUND) : listed;
  }

  private Map<String, String> credentials(SignedIn caller, ApiDetail api) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("", api.asksForToken() ? "Leave the token out of the question" : "None");
    if (caller.may(Permission.CREDENTIALS_VIEW)) {
      choices.putAll(credentials.choices(caller.companyId(), CHOICES));
    }
    return choices;
  }
}
