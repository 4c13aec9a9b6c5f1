package dev.countersign.control.provider.certificates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from an upload, before anything is stored.
 *
 * @param pem the certificate and its chain alone, written anew
 * @param name to propose
 * @param noticeDays when its end will be told of, in days before
 * @param successor what it shall stand beside; null for an upload on its own
 */
public record UploadPreview(
    String pem,
    String name,
    CertificateFacts facts,
    boolean isCa,
    CertificateStatus status,
    Instant notBefore,
    Instant notAfter,
    List<Integer> noticeDays,
    List<Warning> warnings,
    List<Issuer> chain,
    @Nullable Successor successor) {

  /** A certificate that came along. */
  public record Issuer(String id, String name, Instant notAfter, State state) {

    /** Whether it can be stored too. */
    public boolean isNew() {
      return state == State.NEW;
    }
  }

  /** Whether a certificate that came along can be stored. */
  public enum State {
    NEW,
    STORED,
    EXPIRED
  }

  /** The certificate before it, and where both shall work. */
  public record Successor(String id, String name, CertificateUses uses) {}
}
