package dev.countersign.control.reports;

import dev.countersign.policy.report.RefusalRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The full reason of a refused request. */
@Schema(name = "RefusalRecord")
record RefusalView(
    @Schema(description = "The id of the refused answer.") String id,
    Instant at,
    @Schema(description = "The gateway's name.") String gateway,
    @Nullable String apiId,
    String host,
    String path,
    String method,
    int status,
    String code,
    @Nullable String cause,
    String message,
    String advice,
    PresentedView presented,
    ExpectedView expected,
    List<SimilarView> similar) {

  static RefusalView of(RefusalRow row) {
    RefusalRecord record = row.record();
    return new RefusalView(
        row.id(),
        row.at(),
        row.gateway(),
        record.apiId(),
        record.host(),
        record.path(),
        record.method(),
        record.status(),
        record.code(),
        record.cause(),
        record.message(),
        record.advice(),
        PresentedView.of(record.presented()),
        ExpectedView.of(record.expected()),
        record.similar().stream()
            .map(each -> new SimilarView(each.id(), each.name(), each.why()))
            .toList());
  }

  /** What the client came with. */
  @Schema(name = "RefusalPresented")
  record PresentedView(
      @Nullable LeafView certificate,
      List<String> chain,
      @Nullable String tlsVersion,
      @Nullable String serverName,
      @Nullable String credentialId) {

    static PresentedView of(RefusalRecord.Presented presented) {
      RefusalRecord.Leaf leaf = presented.certificate();
      return new PresentedView(
          leaf == null ? null : LeafView.of(leaf),
          presented.chain(),
          presented.tlsVersion(),
          presented.serverName(),
          presented.credentialId());
    }
  }

  /** The certificate that the client proved. */
  @Schema(name = "RefusalCertificate")
  record LeafView(
      @Schema(description = "The fingerprint.") String id,
      String fingerprint,
      String subject,
      String issuer,
      String serial,
      List<String> subjectAlternativeNames,
      Instant notBefore,
      Instant notAfter,
      String keyAlgorithm,
      int keySize,
      boolean isCa) {

    static LeafView of(RefusalRecord.Leaf leaf) {
      return new LeafView(
          leaf.fingerprint(),
          leaf.fingerprint(),
          leaf.subject(),
          leaf.issuer(),
          leaf.serial(),
          leaf.subjectAlternativeNames(),
          leaf.notBefore(),
          leaf.notAfter(),
          leaf.keyAlgorithm(),
          leaf.keySize(),
          leaf.isCa());
    }
  }

  /** What would have been let in. */
  @Schema(name = "RefusalExpected")
  record ExpectedView(
      @Schema(description = "Some of what is listed, CAs first.") List<ListedView> allowList,
      List<String> boundCertificates) {

    static ExpectedView of(RefusalRecord.Expected expected) {
      return new ExpectedView(
          expected.allowList().stream()
              .map(listed -> new ListedView(listed.id(), listed.name(), listed.isCa()))
              .toList(),
          expected.boundCertificates());
    }
  }

  /** A listed certificate. */
  @Schema(name = "RefusalListed")
  record ListedView(String id, String name, boolean isCa) {}

  /** A certificate that the presented one may have been taken for. */
  @Schema(name = "RefusalSimilar")
  record SimilarView(String id, String name, String why) {}
}
