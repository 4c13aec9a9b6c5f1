package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.provider.Named;
import dev.countersign.control.provider.Picking;
import dev.countersign.control.provider.certificates.CertificateDirectory;
import dev.countersign.control.provider.certificates.CertificateSummary;
import dev.countersign.control.shell.Count;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One certificate put on the allow lists of several APIs, which are picked. */
@PageController
class AllowOnPages {

  private static final int FOUND = 20;

  private final AllowLists allowLists;
  private final ApiLists apis;
  private final CertificateDirectory certificates;

  AllowOnPages(AllowLists allowLists, ApiLists apis, CertificateDirectory certificates) {
    this.allowLists = allowLists;
    this.apis = apis;
    this.certificates = certificates;
  }

  /** Where there is one API to choose, it is chosen. */
  @GetMapping("/certificates/{id}/allow")
  @RequiresPermission(Permission.APIS_EDIT)
  ModelAndView choose(SignedIn caller, @PathVariable String id) {
    CertificateSummary certificate = certificates.get(caller.companyId(), id);
    List<ApiItem> all = found(caller, certificate, "");
    return page(
        caller,
        certificate,
        all.size() == 1 ? Form.of(Map.of(Picking.ADDED, all.getFirst().id())) : Form.empty());
  }

  @PostMapping("/certificates/{id}/allow")
  @RequiresPermission(Permission.APIS_EDIT)
  ModelAndView allow(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    CertificateSummary certificate = certificates.get(caller.companyId(), id);
    Form form = Picking.step(Form.sent(sent), Ids::isWritten);
    if (Picking.isStep(Form.sent(sent))) {
      return page(caller, certificate, form);
    }
    List<String> chosen = form.all(Picking.ADDED);
    try {
      requireAny(chosen);
      allowLists.add(caller, chosen, id);
    } catch (ProblemException e) {
      return page(caller, certificate, form.refused(e));
    }
    Flash.done(
        next,
        "%s is on the allow list of %s."
            .formatted(certificate.name(), Count.of(chosen.size(), "API")));
    return new ModelAndView("redirect:/certificates/" + id);
  }

  private static void requireAny(List<String> chosen) {
    FieldErrors errors = new FieldErrors();
    if (chosen.isEmpty()) {
      errors.add("apis", "required", "Choose an API.");
    }
    errors.refuse();
  }

  private ModelAndView page(SignedIn caller, CertificateSummary certificate, Form form) {
    String q = Picking.search(form);
    List<ApiItem> chosen = apis.some(caller.companyId(), form.all(Picking.ADDED));
    List<ApiItem> found =
        found(caller, certificate, q).stream()
            .filter(api -> chosen.stream().noneMatch(one -> one.id().equals(api.id())))
            .toList();
    return form.page("apis/allow-on")
        .addObject("certificate", certificate)
        .addObject(
            "picker", new ApiPicker(q, found, chosen, apis.counts(caller.companyId()).all() > 0));
  }

  private List<ApiItem> found(SignedIn caller, CertificateSummary certificate, String q) {
    ListRequest<Named> request =
        q.isEmpty()
            ? ListRequest.last(Named.Key.CREATED, FOUND)
            : ListRequest.first(Named.Key.NAME, FOUND);
    return apis.items(caller.companyId(), ApiFilter.notListing(certificate.id(), q), request)
        .items();
  }
}
