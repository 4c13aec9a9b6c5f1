package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A stored certificate, changed: its name, whether it is revoked, its end. */
@PageController
class CertificateChangePages {

  private static final String PAGE = "page";

  private final Certificates certificates;
  private final CertificateDetails details;

  CertificateChangePages(Certificates certificates, CertificateDetails details) {
    this.certificates = certificates;
    this.details = details;
  }

  @GetMapping("/certificates/{id}/rename")
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  ModelAndView rename(SignedIn person, @PathVariable String id) {
    CertificateDetailPage page = details.get(person.companyId(), id);
    return Form.of(Map.of("name", page.name(), Form.VERSION, Long.toString(page.version())))
        .page("certificates/rename")
        .addObject(PAGE, page);
  }

  @PostMapping("/certificates/{id}/rename")
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  ModelAndView rename(
      SignedIn person,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> values,
      RedirectAttributes next) {
    Form form = Form.sent(values);
    try {
      certificates.rename(
          person, id, form.expectedVersion(), new CertificatePatch(form.value("name")));
      Flash.done(next, "The certificate is now called %s.".formatted(form.value("name")));
      return detail(id);
    } catch (ProblemException e) {
      return again("certificates/rename", person, id, form, e);
    }
  }

  /** S9: who would be refused. */
  @GetMapping("/certificates/{id}/revoke")
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  ModelAndView revoke(SignedIn person, @PathVariable String id) {
    return confirm("certificates/revoke", person, id);
  }

  @PostMapping("/certificates/{id}/revoke")
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  ModelAndView revoke(SignedIn person, @PathVariable String id, RedirectAttributes next) {
    certificates.revoke(person, id);
    Flash.done(next, "The certificate is revoked. Gateways refuse it from now on.");
    return detail(id);
  }

  /** S9: who would be let in again. */
  @GetMapping("/certificates/{id}/lift")
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  ModelAndView lift(SignedIn person, @PathVariable String id) {
    return confirm("certificates/lift", person, id);
  }

  @PostMapping("/certificates/{id}/lift")
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  ModelAndView lift(SignedIn person, @PathVariable String id, RedirectAttributes next) {
    certificates.liftRevocation(person, id);
    Flash.done(next, "The certificate is revoked no more.");
    return detail(id);
  }

  @GetMapping("/certificates/{id}/delete")
  @RequiresPermission(Permission.CERTIFICATES_DELETE)
  ModelAndView delete(SignedIn person, @PathVariable String id) {
    return confirm("certificates/delete", person, id);
  }

  @PostMapping("/certificates/{id}/delete")
  @RequiresPermission(Permission.CERTIFICATES_DELETE)
  ModelAndView delete(
      SignedIn person,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> values,
      RedirectAttributes next) {
    Form form = Form.sent(values);
    try {
      String name = details.get(person.companyId(), id).name();
      details.delete(person, id, told(form), form.value("confirm"));
      Flash.done(next, "Certificate %s is deleted.".formatted(name));
      return new ModelAndView("redirect:/certificates");
    } catch (ProblemException e) {
      return again("certificates/delete", person, id, form, e);
    }
  }

  private ModelAndView confirm(String template, SignedIn person, String id) {
    return Form.empty().page(template).addObject(PAGE, details.get(person.companyId(), id));
  }

  private static CertificateDetailPage.Breaks told(Form form) {
    return new CertificateDetailPage.Breaks(
        number(form, "apis"), number(form, "credentials"), number(form, "paths"));
  }

  private static int number(Form form, String field) {
    String text = form.value(field);
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  /** The form with what was typed, beside what is true now. */
  private ModelAndView again(
      String template, SignedIn person, String id, Form form, ProblemException e) {
    return form.refused(e).page(template).addObject(PAGE, details.get(person.companyId(), id));
  }

  private static ModelAndView detail(String id) {
    return new ModelAndView("redirect:/certificates/" + id);
  }
}
