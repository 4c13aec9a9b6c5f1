package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.provider.certificates.CertificateDirectory;
import dev.countersign.control.provider.certificates.CertificateSummary;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One entry put on an allow list, or taken off, after saying what that does. */
@PageController
class AllowPages {

  private static final String ENTRY = "/apis/{id}/allow-list/{certificateId}/";

  private final AllowLists allowLists;
  private final ApiDirectory directory;
  private final CertificateDirectory certificates;

  AllowPages(AllowLists allowLists, ApiDirectory directory, CertificateDirectory certificates) {
    this.allowLists = allowLists;
    this.directory = directory;
    this.certificates = certificates;
  }

  @GetMapping(ENTRY + "add")
  @RequiresPermission(Permission.APIS_EDIT)
  ModelAndView askToAdd(
      SignedIn caller, @PathVariable String id, @PathVariable String certificateId) {
    return page("apis/allow", caller, id, certificateId);
  }

  @PostMapping(ENTRY + "add")
  @RequiresPermission(Permission.APIS_EDIT)
  String add(
      SignedIn caller,
      @PathVariable String id,
      @PathVariable String certificateId,
      RedirectAttributes next) {
    CertificateSummary certificate = certificates.get(caller.companyId(), certificateId);
    allowLists.add(caller, id, certificateId, Origin.HAND);
    Flash.done(next, "%s is on the allow list.".formatted(certificate.name()));
    return "redirect:/apis/" + id;
  }

  @GetMapping(ENTRY + "remove")
  @RequiresPermission(Permission.APIS_EDIT)
  ModelAndView askToRemove(
      SignedIn caller, @PathVariable String id, @PathVariable String certificateId) {
    return page("apis/disallow", caller, id, certificateId);
  }

  @PostMapping(ENTRY + "remove")
  @RequiresPermission(Permission.APIS_EDIT)
  String remove(
      SignedIn caller,
      @PathVariable String id,
      @PathVariable String certificateId,
      RedirectAttributes next) {
    CertificateSummary certificate = certificates.get(caller.companyId(), certificateId);
    allowLists.remove(caller, id, certificateId);
    Flash.done(next, "%s is off the allow list.".formatted(certificate.name()));
    return "redirect:/apis/" + id;
  }

  private ModelAndView page(String template, SignedIn caller, String id, String certificateId) {
    return Form.empty()
        .page(template)
        .addObject("api", directory.get(caller.companyId(), id))
        .addObject("certificate", certificates.get(caller.companyId(), certificateId));
  }
}
