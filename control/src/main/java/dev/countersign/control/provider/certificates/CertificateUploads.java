package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.pki.certificate.Certificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Uploads by people: read first, stored when they say so. */
@Component
class CertificateUploads {

  /** Names that are tried; then the taken one is proposed. */
  private static final int MOST_ATTEMPTS = 50;

  private final Certificates store;
  private final CertificateRepository certificates;
  private final CertificateUsesRepository uses;
  private final ObjectProvider<CertificateSuccession> successions;
  private final ToldEnds told;
  private final InstantSource clock;

  CertificateUploads(
      Certificates store,
      CertificateRepository certificates,
      CertificateUsesRepository uses,
      ObjectProvider<CertificateSuccession> successions,
      ToldEnds told,
      InstantSource clock) {
    this.store = store;
    this.certificates = certificates;
    this.uses = uses;
    this.successions = successions;
    this.told = told;
    this.clock = clock;
  }

  /** S6: judged as an upload is, and nothing is stored. */
  UploadPreview read(Caller caller, byte[] content, @Nullable String successorOf) {
    Instant now = clock.instant();
    UploadedFile file = new UploadedFile(content, null);
    CertificateUpload upload = CertificateUpload.judge(caller.companyId(), file, now);
    CertificateRow row = upload.row();
    if (certificates.find(caller.companyId(), row.id()).isPresent()) {
      throw Certificates.exists(row.id());
    }
    Certificate certificate = row.certificate();
    return new UploadPreview(
        pem(certificate, upload.chain()),
        successorOf == null ? row.name() : freeName(row),
        CertificateFacts.of(certificate),
        row.isCa(),
        CertificateStatus.of(row, now),
        row.notBefore(),
        row.notAfter(),
        told.days(),
        upload.warningsOfItself(),
        upload.chain().stream().map(issuer -> issuer(caller, issuer, now)).toList(),
        successorOf == null ? null : successor(caller, successorOf));
  }

  /** Its own name, numbered where that is taken, so that it can be told from the one before. */
  private String freeName(CertificateRow row) {
    for (int number = 1; number <= MOST_ATTEMPTS; number++) {
      String name = number == 1 ? row.name() : "%s (%d)".formatted(row.name(), number);
      if (name.length() <= FieldErrors.LONGEST_NAME
          && !certificates.isNamed(row.companyId(), name)) {
        return name;
      }
    }
    return row.name();
  }

  private static String pem(Certificate certificate, List<Certificate> chain) {
    return certificate.toPem()
        + chain.stream().map(Certificate::toPem).collect(Collectors.joining());
  }

  private UploadPreview.Issuer issuer(Caller caller, Certificate issuer, Instant now) {
    String id = issuer.fingerprint().toString();
    UploadPreview.State state =
        certificates.find(caller.companyId(), id).isPresent()
            ? UploadPreview.State.STORED
            : now.isAfter(issuer.notAfter())
                ? UploadPreview.State.EXPIRED
                : UploadPreview.State.NEW;
    return new UploadPreview.Issuer(
        id, CertificateUpload.defaultName(issuer), issuer.notAfter(), state);
  }

  private UploadPreview.Successor successor(Caller caller, String id) {
    CertificateRow before =
        certificates.find(caller.companyId(), id).orElseThrow(() -> Certificates.unknown(id));
    return new UploadPreview.Successor(id, before.name(), uses.of(caller.companyId(), id));
  }

  /** What is wanted of a preview, all of it or nothing. */
  @Transactional
  CertificateView store(Caller caller, ChosenUpload chosen) {
    String before = chosen.successorOf();
    CertificateView stored = store.add(caller, chosen.file(), before).certificate();
    CertificateUpload upload =
        CertificateUpload.judge(caller.companyId(), chosen.file(), clock.instant());
    for (Certificate issuer : upload.chain()) {
      String id = issuer.fingerprint().toString();
      if (chosen.issuers().contains(id) && certificates.find(caller.companyId(), id).isEmpty()) {
        store.add(caller, new UploadedFile(bytes(issuer), CertificateUpload.defaultName(issuer)));
      }
    }
    if (before != null) {
      succeed(caller, before, stored.id(), chosen.wanted());
    }
    return stored;
  }

  private void succeed(
      Caller caller, String before, String successor, CertificateUses.Chosen wanted) {
    if (!wanted.apis().isEmpty()) {
      caller.require(Permission.APIS_EDIT);
    }
    if (!wanted.credentials().isEmpty()) {
      caller.require(Permission.CREDENTIALS_EDIT);
    }
    successions.orderedStream().forEach(part -> part.addBeside(caller, before, successor, wanted));
  }

  private static byte[] bytes(Certificate certificate) {
    return certificate.toPem().getBytes(StandardCharsets.US_ASCII);
  }
}
