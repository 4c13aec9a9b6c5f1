package dev.countersign.pki.trust;

import dev.countersign.pki.revocation.RevocationLists;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.jcajce.PKIXExtendedParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Bouncy Castle's RFC 5280 validator, asked for one path that already passed our own checks. */
final class PathValidator {
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
  // The validator compares every policy of a certificate with every one of its issuer.
  private static final int MAX_POLICIES = 256;

  private final PolicyInputs policies;
  private final @Nullable RevocationLists lists;

  PathValidator(PolicyInputs policies, @Nullable RevocationLists lists) {
    this.policies = policies;
    this.lists = lists;
  }

  Optional<Fault> validate(List<PathCertificate> path, Instant at, SearchBudget budget) {
    budget.spendSignatures(path.size() - 1);
    for (PathCertificate one : path) {
      CertificatePolicies known = one.extensions().policies();
      if (known != null && known.getPolicyInformation().length > MAX_POLICIES) {
        throw new SearchBudget.Exhausted(MAX_POLICIES + " policies of one certificate");
      }
    }
    try {
      CertPathValidator.getInstance("PKIX", PROVIDER)
          .validate(certPath(path), parameters(path.getLast(), withinDates(path, at)));
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return Optional.of(faultOf(e, path));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.of(
          new Fault(
              PathFault.EXTENSION_MALFORMED,
              "The path cannot be validated",
              path.getFirst().certificate()));
    }
  }

  /**
   * Dates are judged by {@link PathJudge}; the validator is asked for the nearest instant at which
   * all hold, so that it says whether the path would be good but for them.
   */
  private static Instant withinDates(List<PathCertificate> path, Instant at) {
    Instant from = Instant.MIN;
    Instant until = Instant.MAX;
    for (PathCertificate one : path) {
      Instant begins = one.certificate().notBefore();
      Instant ends = one.certificate().notAfter();
      from = begins.isAfter(from) ? begins : from;
      until = ends.isBefore(until) ? ends : until;
    }
    if (at.isAfter(until)) {
      return until;
    }
    return at.isBefore(from) ? from : at;
  }

  private static CertPath certPath(List<PathCertificate> path) throws GeneralSecurityException {
    List<X509Certificate> belowAnchor = new ArrayList<>();
    for (PathCertificate one : path.subList(0, path.size() - 1)) {
      belowAnchor.add(x509(one));
    }
    return CertificateFactory.getInstance("X.509", PROVIDER).generateCertPath(belowAnchor);
  }

  private static X509Certificate x509(PathCertificate one) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", PROVIDER)
            .generateCertificate(new ByteArrayInputStream(one.certificate().der()));
  }

  private PKIXExtendedParameters parameters(PathCertificate anchor, Instant at)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(x509(anchor), null)));
    parameters.setDate(Date.from(at));
    parameters.setInitialPolicies(policies.initial());
    parameters.setExplicitPolicyRequired(policies.explicitRequired());
    parameters.setPolicyMappingInhibited(policies.mappingInhibited());
    parameters.setAnyPolicyInhibited(policies.anyInhibited());
    parameters.setRevocationEnabled(lists != null);
    if (lists != null) {
      parameters.addCertStore(lists.certStore());
    }
    parameters.addCertPathChecker(new KnownExtensions());
    return new PKIXExtendedParameters.Builder(parameters).setUseDeltasEnabled(true).build();
  }

  private Fault faultOf(CertPathValidatorException e, List<PathCertificate> path) {
    int index = Math.clamp(e.getIndex(), 0, path.size() - 1);
    String message = String.valueOf(e.getMessage());
    return new Fault(
        kindOf(message, index), sentenceOf(kindOf(message, index)), path.get(index).certificate());
  }

  private PathFault kindOf(String message, int index) {
    if (message.contains("revocation after")) {
      return index == 0 ? PathFault.LEAF_REVOKED : PathFault.ISSUER_REVOKED;
    }
    if (message.contains("policy") || message.contains("Policy")) {
      return PathFault.POLICY_NOT_ACCEPTABLE;
    }
    if (message.contains("ubtree")) {
      return PathFault.NAME_NOT_PERMITTED;
    }
    return lists != null ? PathFault.REVOCATION_UNKNOWN : PathFault.EXTENSION_MALFORMED;
  }

  private static String sentenceOf(PathFault kind) {
    return switch (kind) {
      case LEAF_REVOKED -> "The certificate is on its issuer's revocation list";
      case ISSUER_REVOKED -> "An issuer is on a revocation list";
      case POLICY_NOT_ACCEPTABLE -> "The certificate policies of the path leave none acceptable";
      case NAME_NOT_PERMITTED ->
          "A name of this certificate is outside of what its issuers may certify";
      case REVOCATION_UNKNOWN -> "The revocation lists do not clear this certificate";
      default -> "The path does not validate by RFC 5280";
    };
  }

  /** Critical marks of extensions that are handled by us and that the validator does not expect. */
  private static final class KnownExtensions extends PKIXCertPathChecker {
    @Override
    public void init(boolean forward) {}

    @Override
    public boolean isForwardCheckingSupported() {
      return false;
    }

    @Override
    public @Nullable Set<String> getSupportedExtensions() {
      return null;
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolved) {
      unresolved.removeIf(oid -> RecognisedExtensions.isRecognised(new ASN1ObjectIdentifier(oid)));
    }
  }
}
