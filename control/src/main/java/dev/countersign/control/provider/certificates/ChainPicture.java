package dev.countersign.control.provider.certificates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and its issuers as far as they are stored, the topmost first.
 *
 * @param complete whether it ends in a certificate that vouches for itself
 */
public record ChainPicture(List<Link> links, boolean complete) {

  /**
   * One certificate.
   *
   * @param id null where it is not stored
   * @param notAfter null where it is not stored
   */
  public record Link(
      @Nullable String id,
      String name,
      @Nullable CertificateStatus status,
      @Nullable Instant notAfter,
      boolean isThis) {}

  /** Whether an issuer is missing from the store. */
  public boolean hasGap() {
    return !complete;
  }
}
