package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import dev.countersign.pki.certificate.Fingerprint;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The certificate store, looked at. */
@PageController
class CertificatePages {

  private static final String PAGE = "page";

  private final CertificateLists lists;
  private final CertificateDetails details;
  private final Certificates certificates;

  CertificatePages(CertificateLists lists, CertificateDetails details, Certificates certificates) {
    this.lists = lists;
    this.details = details;
    this.certificates = certificates;
  }

  @GetMapping("/certificates")
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  ModelAndView list(
      SignedIn person,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "") String filter,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String cursor) {
    try {
      return new ModelAndView(
          "certificates/list",
          PAGE,
          lists.shown(
              person.companyId(),
              CertificateFilter.ofPage(q, filter),
              CertificateKey.list(sort, cursor, null)));
    } catch (ProblemException e) {
      String why =
          e.problem().errors().isEmpty()
              ? e.problem().detail()
              : e.problem().errors().getFirst().message();
      ModelAndView page =
          new ModelAndView("certificates/list", PAGE, lists.refused(person.companyId(), why));
      page.setStatus(HttpStatusCode.valueOf(e.problem().status()));
      return page;
    }
  }

  /** Which API to check against; the check itself is the API's. */
  @GetMapping("/certificates/check")
  @RequiresPermission(Permission.APIS_VIEW)
  ModelAndView check(SignedIn person, @RequestParam(defaultValue = "") String certificate) {
    return new ModelAndView("certificates/check", "apis", details.checkable(person.companyId()))
        .addObject("certificate", Fingerprint.isWritten(certificate) ? certificate : "");
  }

  @GetMapping("/certificates/{id}")
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  ModelAndView detail(SignedIn person, @PathVariable String id) {
    return new ModelAndView("certificates/detail", PAGE, details.get(person.companyId(), id));
  }

  @GetMapping("/certificates/{id}/pem")
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  ResponseEntity<String> pem(SignedIn person, @PathVariable String id) {
    Certificates.Pem pem = certificates.pem(person.companyId(), id);
    return ResponseEntity.ok()
        .contentType(new MediaType("application", "x-pem-file"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(pem.fileName()).build().toString())
        .body(pem.text());
  }
}
