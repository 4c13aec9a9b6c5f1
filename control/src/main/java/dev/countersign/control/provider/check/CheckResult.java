package dev.countersign.control.provider.check;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.decision.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a check.
 *
 * @param refusal why not; null where it would be let in
 */
public record CheckResult(boolean admitted, @Nullable CheckRefusal refusal) {

  /** A refusal record that is not kept. */
  @Schema(name = "Refusal")
  public record CheckRefusal(
      Instant at,
      String apiId,
      int status,
      String code,
      @Nullable String cause,
      String message,
      String advice,
      PresentedView presented,
      ExpectedView expected,
      List<SimilarView> similar) {

    static CheckRefusal of(Refusal refusal, String apiId, Instant at) {
      return new CheckRefusal(
          at,
          apiId,
          refusal.answer().status(),
          refusal.code().code(),
          refusal.cause() == null ? null : refusal.cause().text(),
          refusal.message(),
          refusal.advice(),
          PresentedView.of(refusal.presented()),
          ExpectedView.of(refusal.expected()),
          refusal.similar().stream().map(SimilarView::of).toList());
    }
  }

  /** What the caller would come with. */
  @Schema(name = "Presented")
  public record PresentedView(
      @Nullable LeafView certificate, List<String> chain, @Nullable String credentialId) {

    static PresentedView of(Refusal.Presented presented) {
      return new PresentedView(
          presented.certificate() == null ? null : LeafView.of(presented.certificate()),
          presented.chain().stream().map(Object::toString).toList(),
          presented.credentialId());
    }
  }

  /** The certificate that would be presented. */
  @Schema(name = "PresentedCertificate")
  public record LeafView(
      String id,
      String subject,
      String issuer,
      String serial,
      Instant notBefore,
      Instant notAfter,
      boolean isCa) {

    static LeafView of(Certificate leaf) {
      return new LeafView(
          leaf.fingerprint().toString(),
          leaf.subject(),
          leaf.issuer(),
          leaf.serial(),
          leaf.notBefore(),
          leaf.notAfter(),
          leaf.isCa());
    }
  }

  /** What would be let in. */
  @Schema(name = "Expected")
  public record ExpectedView(List<ListedView> allowList, List<String> boundCertificates) {

    static ExpectedView of(Refusal.Expected expected) {
      return new ExpectedView(
          expected.allowList().stream().map(ListedView::of).toList(),
          expected.boundCertificates().stream().map(Object::toString).sorted().toList());
    }
  }

  /** A listed certificate. */
  @Schema(name = "Listed")
  public record ListedView(String id, String name, boolean isCa) {

    static ListedView of(StoredCertificate listed) {
      return new ListedView(listed.fingerprint().toString(), listed.name(), listed.isCa());
    }
  }

  /** A certificate that it may have been taken for. */
  @Schema(name = "Similar")
  public record SimilarView(String id, String name, String why) {

    static SimilarView of(Refusal.Similar similar) {
      return new SimilarView(
          similar.certificate().fingerprint().toString(),
          similar.certificate().name(),
          similar.why());
    }
  }
}
