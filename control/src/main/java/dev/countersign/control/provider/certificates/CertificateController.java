package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.idempotency.Idempotency;
import dev.countersign.control.web.Created;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.Page;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/certificates")
class CertificateController {

  private static final String PEM = "application/x-pem-file";

  private final Certificates certificates;
  private final CertificateLists lists;
  private final Idempotency idempotency;

  CertificateController(
      Certificates certificates, CertificateLists lists, Idempotency idempotency) {
    this.certificates = certificates;
    this.lists = lists;
    this.idempotency = idempotency;
  }

  @PostMapping(consumes = "application/json")
  @RequiresPermission(Permission.CERTIFICATES_CREATE)
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<CertificateView> create(
      ApiKeyCaller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody CertificateRequest request) {
    return create(caller, idempotencyKey, UploadedFile.of(request));
  }

  @PostMapping(consumes = PEM)
  @RequiresPermission(Permission.CERTIFICATES_CREATE)
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<CertificateView> createFromPem(
      ApiKeyCaller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestParam(required = false) @Nullable String name,
      @RequestBody byte[] pem) {
    return create(caller, idempotencyKey, new UploadedFile(pem, name));
  }

  private ResponseEntity<CertificateView> create(
      ApiKeyCaller caller, @Nullable String idempotencyKey, UploadedFile file) {
    return idempotency.create(
        caller,
        idempotencyKey,
        "POST /certificates",
        file,
        CertificateView.class,
        () -> created(certificates.add(caller, file)));
  }

  private static Created<CertificateView> created(CertificateView.Versioned certificate) {
    return new Created<>(
        URI.create("/api/v1/certificates/" + certificate.certificate().id()),
        EntityTag.of(certificate.version()),
        certificate.certificate());
  }

  @PostMapping(path = "/validate", consumes = "application/json")
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  CertificateView validate(Caller caller, @RequestBody CertificateRequest request) {
    return certificates.validate(caller.companyId(), UploadedFile.of(request));
  }

  @PostMapping(path = "/validate", consumes = PEM)
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  CertificateView validatePem(Caller caller, @RequestBody byte[] pem) {
    return certificates.validate(caller.companyId(), new UploadedFile(pem, null));
  }

  @GetMapping
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  Page<CertificateView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable Boolean unused,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return lists.page(
        caller.companyId(),
        CertificateFilter.of(q, kind, status, unused),
        CertificateKey.list(sort, cursor, limit));
  }

  @GetMapping("/counts")
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  CertificateCounts counts(Caller caller) {
    return lists.counts(caller.companyId());
  }

  @GetMapping("/{id}")
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  ResponseEntity<CertificateView> get(Caller caller, @PathVariable String id) {
    return tagged(certificates.get(caller.companyId(), id));
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {"application/json", "application/merge-patch+json"})
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  ResponseEntity<CertificateView> rename(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody CertificatePatch patch) {
    return tagged(certificates.rename(caller, id, ifMatch, patch));
  }

  private static ResponseEntity<CertificateView> tagged(CertificateView.Versioned certificate) {
    return ResponseEntity.ok()
        .eTag(EntityTag.of(certificate.version()))
        .body(certificate.certificate());
  }

  @GetMapping("/{id}/usage")
  @RequiresPermission(Permission.CERTIFICATES_VIEW)
  CertificateUsage usage(Caller caller, @PathVariable String id) {
    return certificates.usage(caller.companyId(), id);
  }

  @DeleteMapping("/{id}")
  @RequiresPermission(Permission.CERTIFICATES_DELETE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      Caller caller, @PathVariable String id, @RequestParam(defaultValue = "false") boolean force) {
    certificates.delete(caller, id, force);
  }

  @PutMapping("/{id}/revocation")
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(Caller caller, @PathVariable String id) {
    certificates.revoke(caller, id);
  }

  @DeleteMapping("/{id}/revocation")
  @RequiresPermission(Permission.CERTIFICATES_EDIT)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void liftRevocation(Caller caller, @PathVariable String id) {
    certificates.liftRevocation(caller, id);
  }
}
