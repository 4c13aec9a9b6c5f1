package dev.countersign.policy.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.decision.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The whole reason of one refused request, for the API's owner. It holds nothing of the request but
 * method, host and path: no header, no query, no body. Whatever the client wrote is cut to a
 * length.
 *
 * @param id of the refused answer
 * @param at to a millisecond
 * @param apiId null where the request led to none
 * @param path without query, and without what could be a secret: see {@link SafePath}
 * @param cause null where the code says all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusalRecord(
    String id,
    Instant at,
    @Nullable String apiId,
    String method,
    String host,
    String path,
    int status,
    String code,
    @Nullable String cause,
    String message,
    String advice,
    Presented presented,
    Expected expected,
    List<Similar> similar) {

  static final int LONGEST_WORD = 64;
  private static final int LONGEST_HOST = 253;
  private static final int LONGEST_SENTENCE = 2_000;
  private static final int LONGEST_NAME = 500;
  private static final int MOST_NAMED = 20;
  private static final int MOST_CHAIN = 16;
  private static final Pattern ID =
      Pattern.compile("(?<![A-Za-z0-9_-])rf_[A-Za-z0-9_-]{16}(?![A-Za-z0-9_-])");

  public RefusalRecord {
    Bounds.require(isId(id), "id is no refusal's");
    at = at.truncatedTo(ChronoUnit.MILLIS);
    Objects.requireNonNull(presented);
    Objects.requireNonNull(expected);
    Bounds.require(status >= 400 && status <= 599, "status is no refusal's");
    Bounds.require(apiId == null || Use.isId(apiId), "apiId is no id");
    method = ShownText.of(method, LONGEST_WORD);
    host = ShownText.of(host, LONGEST_HOST);
    path = SafePath.of(path);
    code = ShownText.of(code, LONGEST_WORD);
    cause = Bounds.optional(cause, LONGEST_WORD);
    message = ShownText.of(message, LONGEST_SENTENCE);
    advice = ShownText.of(advice, LONGEST_SENTENCE);
    similar = Bounds.first(similar, MOST_NAMED);
  }

  /** Whether this is the id of a refused answer. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The first id in whatever it was copied with: quotes, a sentence, the whole answer. */
  public static Optional<String> idIn(String text) {
    return ID.matcher(text).results().map(MatchResult::group).findFirst();
  }

  /** The record of a refusal. */
  public static RefusalRecord of(
      String id, Instant at, Refusal refusal, String method, String host, String target) {
    return new RefusalRecord(
        id,
        at,
        refusal.api() == null ? null : refusal.api().id(),
        method,
        host,
        target,
        refusal.answer().status(),
        refusal.code().code(),
        refusal.cause() == null ? null : refusal.cause().text(),
        refusal.message(),
        refusal.advice(),
        Presented.of(refusal.presented()),
        Expected.of(refusal.expected()),
        refusal.similar().stream().limit(MOST_NAMED).map(Similar::of).toList());
  }

  /**
   * What the client came with.
   *
   * @param certificate the one that it proved; null for none
   * @param chain fingerprints of what it sent, the proven one first
   * @param credentialId where the token is known to the API's company
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Presented(
      @Nullable Leaf certificate,
      List<String> chain,
      @Nullable String tlsVersion,
      @Nullable String serverName,
      @Nullable String credentialId) {

    public Presented {
      chain = Bounds.first(chain, MOST_CHAIN).stream().map(each -> ShownText.of(each, 64)).toList();
      tlsVersion = Bounds.optional(tlsVersion, LONGEST_WORD);
      serverName = Bounds.optional(serverName, LONGEST_HOST);
      Bounds.require(credentialId == null || Use.isId(credentialId), "credentialId is no id");
    }

    static Presented of(Refusal.Presented presented) {
      return new Presented(
          presented.certificate() == null ? null : Leaf.of(presented.certificate()),
          presented.chain().stream().limit(MOST_CHAIN).map(Object::toString).toList(),
          presented.tlsVersion(),
          presented.serverName(),
          presented.credentialId());
    }
  }

  /**
   * The certificate that the client proved.
   *
   * @param der in base64; null for one of an unusual size
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Leaf(
      String fingerprint,
      String subject,
      String issuer,
      String serial,
      List<String> subjectAlternativeNames,
      Instant notBefore,
      Instant notAfter,
      String keyAlgorithm,
      int keySize,
      boolean isCa,
      @Nullable String der) {

    private static final int LARGEST_DER = 4_096;

    public Leaf {
      fingerprint = ShownText.of(fingerprint, 64);
      subject = ShownText.of(subject, LONGEST_NAME);
      issuer = ShownText.of(issuer, LONGEST_NAME);
      serial = ShownText.of(serial, LONGEST_WORD);
      subjectAlternativeNames =
          Bounds.first(subjectAlternativeNames, MOST_NAMED).stream()
              .map(name -> ShownText.of(name, LONGEST_HOST))
              .toList();
      keyAlgorithm = ShownText.of(keyAlgorithm, LONGEST_WORD);
      Bounds.require(der == null || der.length() <= 2 * LARGEST_DER, "der is too large");
    }

    static Leaf of(Certificate leaf) {
      byte[] der = leaf.der();
      return new Leaf(
          leaf.fingerprint().toString(),
          leaf.subject(),
          leaf.issuer(),
          leaf.serial(),
          leaf.subjectAlternativeNames(),
          leaf.notBefore(),
          leaf.notAfter(),
          leaf.keyAlgorithm(),
          leaf.keySize(),
          leaf.isCa(),
          der.length <= LARGEST_DER ? Base64.getEncoder().encodeToString(der) : null);
    }
  }

  /**
   * What would have been let in.
   *
   * @param allowList some of what is listed, CAs first
   * @param allowListSize how many entries the list has in all
   */
  public record Expected(
      List<Listed> allowList, int allowListSize, List<String> boundCertificates) {

    public Expected {
      allowList = Bounds.first(allowList, MOST_NAMED);
      boundCertificates =
          Bounds.first(boundCertificates, MOST_NAMED).stream()
              .map(each -> ShownText.of(each, 64))
              .toList();
    }

    static Expected of(Refusal.Expected expected) {
      return new Expected(
          expected.allowList().stream().limit(MOST_NAMED).map(Listed::of).toList(),
          expected.allowListSize(),
          expected.boundCertificates().stream().map(Object::toString).sorted().toList());
    }
  }

  /** A listed certificate. */
  public record Listed(String id, String name, boolean isCa) {

    public Listed {
      id = ShownText.of(id, 64);
      name = ShownText.of(name, LONGEST_NAME);
    }

    static Listed of(StoredCertificate listed) {
      return new Listed(listed.fingerprint().toString(), listed.name(), listed.isCa());
    }
  }

  /** A listed or bound certificate that the presented one may have been taken for. */
  public record Similar(String id, String name, String why) {

    public Similar {
      id = ShownText.of(id, 64);
      name = ShownText.of(name, LONGEST_NAME);
      why = ShownText.of(why, LONGEST_NAME);
    }

    static Similar of(Refusal.Similar similar) {
      StoredCertificate stored = similar.certificate();
      return new Similar(stored.fingerprint().toString(), stored.name(), similar.why());
    }
  }
}
