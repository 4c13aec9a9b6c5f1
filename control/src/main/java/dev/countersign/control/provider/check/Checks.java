package dev.countersign.control.provider.check;

import dev.countersign.control.provider.apis.Apis;
import dev.countersign.control.provider.certificates.Certificates;
import dev.countersign.control.provider.credentials.Credentials;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Problem;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.CertificateFile;
import dev.countersign.pki.certificate.CertificateFileException;
import dev.countersign.pki.trust.ChainUnreadableException;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.decision.ClientConnection;
import dev.countersign.policy.decision.Decider;
import dev.countersign.policy.decision.Refusal;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.policy.snapshot.SnapshotBuilder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

@Component
class Checks {

  private static final String NO_FEED = "check";
  private static final int SHOWN = 20;

  private final Certificates certificates;
  private final Apis apis;
  private final Credentials credentials;
  private final Decider decider;
  private final InstantSource clock;

  Checks(Certificates certificates, Apis apis, Credentials credentials, InstantSource clock) {
    this.certificates = certificates;
    this.apis = apis;
    this.credentials = credentials;
    this.clock = clock;
    this.decider = new Decider(clock);
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  CheckResult check(String companyId, String apiId, CheckRequest request) {
    List<String> listed = apis.someListed(companyId, apiId, SHOWN);
    Credential credential = credential(companyId, request.credentialId());
    PresentedChain chain = chain(request.pem());
    Snapshot snapshot = snapshot(companyId, apiId, listed, credential, chain);
    Optional<Refusal> refusal =
        decider.check(
            snapshot,
            apiId,
            ClientConnection.tls("TLSv1.3", null, true, chain),
            request.credentialId());
    return new CheckResult(
        refusal.isEmpty(),
        refusal.map(why -> CheckResult.CheckRefusal.of(why, apiId, clock.instant())).orElse(null));
  }

  private @Nullable Credential credential(String companyId, @Nullable String id) {
    if (id == null) {
      return null;
    }
    Optional<Credential> credential = credentials.configuration(companyId, id);
    if (credential.isEmpty()) {
      FieldErrors errors = new FieldErrors();
      errors.add("credentialId", "unknown", "There is no credential with this id.");
      errors.refuse();
    }
    return credential.orElseThrow();
  }

  private static @Nullable PresentedChain chain(@Nullable String pem) {
    if (pem == null) {
      return null;
    }
    try {
      CertificateFile file = CertificateFile.read(pem.getBytes(StandardCharsets.UTF_8));
      return PresentedChain.of(
          Stream.concat(Stream.of(file.certificate()), file.chain().stream())
              .map(Certificate::der)
              .toList());
    } catch (CertificateFileException e) {
      throw new ProblemException(
          Problem.of(ProblemType.CERTIFICATE_UNREADABLE, e.code(), String.valueOf(e.getMessage())));
    } catch (ChainUnreadableException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.CERTIFICATE_UNREADABLE, "too_large", String.valueOf(e.getMessage())));
    }
  }

  /** What the question can depend on, and no more: a store may hold a million certificates. */
  private Snapshot snapshot(
      String companyId,
      String apiId,
      List<String> listed,
      @Nullable Credential credential,
      @Nullable PresentedChain chain) {
    Set<String> ids = new HashSet<>(listed);
    long subjectHash = 0;
    long keyHash = 0;
    if (chain != null) {
      ids.add(chain.leaf().fingerprint().toString());
      chain.sentAlong().forEach(sent -> ids.add(sent.fingerprint().toString()));
      subjectHash = chain.leaf().subjectHash();
      keyHash = chain.leaf().keyHash();
    }
    SnapshotBuilder builder = Snapshot.builder(NO_FEED, 0);
    List<String> stored = new ArrayList<>();
    for (StoredCertificate one : certificates.related(companyId, ids, subjectHash, keyHash)) {
      builder.put(one);
      stored.add(one.fingerprint().toString());
    }
    apis.listing(companyId, apiId, stored).forEach(builder::put);
    if (credential != null) {
      builder.put(credential);
    }
    return builder.build();
  }
}
