package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Upload: choose, drop or paste; look at what was read; store it. */
@PageController
class CertificateUploadPages {

  private static final String UPLOAD = "certificates/upload";
  private static final String PREVIEW = "certificates/preview";
  private static final String PEM = "pem";
  private static final String SUCCESSOR_OF = "successorOf";

  private final CertificateUploads uploads;
  private final Certificates certificates;

  CertificateUploadPages(CertificateUploads uploads, Certificates certificates) {
    this.uploads = uploads;
    this.certificates = certificates;
  }

  @GetMapping("/certificates/upload")
  @RequiresPermission(Permission.CERTIFICATES_CREATE)
  ModelAndView upload(SignedIn person, @RequestParam MultiValueMap<String, String> values) {
    return uploadPage(person, Form.sent(values));
  }

  private ModelAndView uploadPage(SignedIn person, Form form) {
    String before = successorOf(form);
    return form.page(UPLOAD)
        .addObject(
            "before",
            before == null
                ? ""
                : certificates.get(person.companyId(), before).certificate().name());
  }

  @PostMapping(path = "/certificates/upload", params = "!store")
  @RequiresPermission(Permission.CERTIFICATES_CREATE)
  ModelAndView read(
      SignedIn person,
      @RequestParam MultiValueMap<String, String> values,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    Form form = Form.sent(values);
    try {
      UploadPreview preview = uploads.read(person, content(form, file), successorOf(form));
      return previewPage(Form.of(Map.of("name", preview.name())), preview);
    } catch (ProblemException e) {
      return uploadPage(person, harmless(form, e).refused(e));
    }
  }

  private static byte[] content(Form form, @Nullable MultipartFile file) throws IOException {
    if (file != null && !file.isEmpty()) {
      return file.getBytes();
    }
    if (form.value(PEM).isBlank()) {
      throw new ProblemException(
          ProblemType.CERTIFICATE_UNREADABLE, "Choose a file, drop one, or paste the certificate.");
    }
    return form.value(PEM).getBytes(StandardCharsets.UTF_8);
  }

  /** S2: a private key that was pasted is not sent back, nor is anything as long as no PEM is. */
  private static Form harmless(Form form, ProblemException e) {
    boolean keep =
        !e.problem().code().equals("private_key_present")
            && !e.problem().code().equals("too_large");
    String before = form.value(SUCCESSOR_OF);
    return Form.of(Map.of(PEM, keep ? form.value(PEM) : "", SUCCESSOR_OF, before));
  }

  private static ModelAndView previewPage(Form form, UploadPreview preview) {
    return form.page(PREVIEW).addObject("preview", preview);
  }

  @PostMapping(path = "/certificates/upload", params = "store")
  @RequiresPermission(Permission.CERTIFICATES_CREATE)
  ModelAndView store(
      SignedIn person,
      @RequestParam MultiValueMap<String, String> values,
      RedirectAttributes next) {
    Form form = Form.sent(values);
    byte[] pem = form.value(PEM).getBytes(StandardCharsets.UTF_8);
    try {
      CertificateView stored = uploads.store(person, chosen(form, pem));
      Flash.done(next, "Certificate %s is stored.".formatted(stored.name()));
      return new ModelAndView("redirect:/certificates/" + stored.id());
    } catch (ProblemException e) {
      if (e.problem().code().equals(ProblemType.INVALID_FIELDS.code())) {
        return previewPage(form.refused(e), uploads.read(person, pem, successorOf(form)));
      }
      return uploadPage(person, harmless(form, e).refused(e));
    }
  }

  private static ChosenUpload chosen(Form form, byte[] pem) {
    return new ChosenUpload(
        new UploadedFile(pem, form.value("name")),
        Set.copyOf(form.all("issuer")),
        successorOf(form),
        new CertificateUses.Chosen(
            Set.copyOf(form.all("api")), Set.copyOf(form.all("credential"))));
  }

  private static @Nullable String successorOf(Form form) {
    String id = form.value(SUCCESSOR_OF);
    return id.isEmpty() ? null : id;
  }
}
