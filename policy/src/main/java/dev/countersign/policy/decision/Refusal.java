package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.answer.Answer;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.StoredCertificate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A refused call, with its whole reason. Only {@link #answer} is for the client; the rest is for
 * the API's owner.
 *
 * @param cause finer than the answer's code; null where the code says all
 * @param api null where the request led to none
 * @param message one sentence on what happened
 * @param advice who should do what
 */
public record Refusal(
    Answer answer,
    @Nullable RefusalCause cause,
    @Nullable ApiConfiguration api,
    String message,
    String advice,
    Presented presented,
    Expected expected,
    List<Similar> similar) {

  public Refusal {
    similar = List.copyOf(similar);
  }

  /** A refusal in which neither certificate nor token plays a part. */
  public static Refusal of(
      RefusalCode code, @Nullable ApiConfiguration api, String message, String advice) {
    return new Refusal(
        Answer.of(code),
        null,
        api,
        message,
        advice,
        Presented.NOTHING,
        Expected.NOTHING,
        List.of());
  }

  /**
   * The same, with what is known of the call where this says nothing of it: which API it led to,
   * and what the client came with.
   *
   * @param admitted the verdict that let the call in before it was refused; null for none
   */
  public Refusal about(ClientConnection connection, Verdict.@Nullable Admitted admitted) {
    if (!presented.isNothing()) {
      return this;
    }
    Credential credential = admitted == null ? null : admitted.credential();
    return new Refusal(
        answer,
        cause,
        api == null && admitted != null ? admitted.api() : api,
        message,
        advice,
        CallCase.presented(connection, credential == null ? null : credential.id()),
        expected,
        similar);
  }

  /** What the answer says, for short. */
  public RefusalCode code() {
    return answer.code();
  }

  /**
   * What the client came with.
   *
   * @param certificate the one that it proved
   * @param chain fingerprints of what it sent, the proven one first, as far as readable
   * @param credentialId where the token is known to the API's own company
   */
  public record Presented(
      @Nullable Certificate certificate,
      List<Fingerprint> chain,
      @Nullable String tlsVersion,
      @Nullable String serverName,
      @Nullable String credentialId) {

    static final Presented NOTHING = new Presented(null, List.of(), null, null, null);

    public Presented {
      chain = List.copyOf(chain);
    }

    boolean isNothing() {
      return equals(NOTHING);
    }
  }

  /**
   * What would have been let in.
   *
   * @param allowList some of what is listed, CAs first
   * @param allowListSize how many entries the list has in all
   * @param boundCertificates what the credential is bound to
   */
  public record Expected(
      List<StoredCertificate> allowList, int allowListSize, Set<Fingerprint> boundCertificates) {

    static final Expected NOTHING = new Expected(List.of(), 0, Set.of());

    public Expected {
      allowList = List.copyOf(allowList);
      boundCertificates = Set.copyOf(boundCertificates);
    }
  }

  /** A listed or bound certificate that the presented one may have been taken for. */
  public record Similar(StoredCertificate certificate, String why) {}
}
