package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * Judges one complete path whose signatures hold: from the leaf to the listed CA. What Bouncy
 * Castle's validator and the JDK's skip is checked here for every certificate, the listed CA
 * included; the validator then judges the same path for itself.
 */
final class PathJudge {
  private final Predicate<Certificate> isRevoked;
  private final LeafUsage usage;
  private final Instant at;
  private final SearchBudget budget;
  private final PathValidator validator;

  PathJudge(
      Predicate<Certificate> isRevoked,
      LeafUsage usage,
      Instant at,
      SearchBudget budget,
      PathValidator validator) {
    this.isRevoked = isRevoked;
    this.usage = usage;
    this.at = at;
    this.budget = budget;
    this.validator = validator;
  }

  /** The fault that is farthest from success; nothing where the path holds. */
  Optional<Fault> judge(List<PathCertificate> path) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      addFormFaults(path.get(i), faults);
      addDateFaults(path.get(i), i == 0, faults);
    }
    for (int i = 1; i < path.size(); i++) {
      addIssuerFaults(path, i, faults);
    }
    addRevocationFaults(path, faults);
    usage
        .objectionTo(leaf(path))
        .ifPresent(why -> faults.add(new Fault(PathFault.USAGE_NOT_CLIENT, why, leaf(path))));
    if (faults.stream().noneMatch(fault -> fault.kind() == PathFault.EXTENSION_MALFORMED)) {
      new NameConstraintRules(budget).check(path).ifPresent(faults::add);
    }
    // The validator adds nothing to what already is farther from success than it could say.
    if (path.size() > 1 && faults.stream().allMatch(PathJudge::isOnTheLastSteps)) {
      validator.validate(path, at, budget).ifPresent(faults::add);
    }
    return faults.stream().min(Comparator.comparing(Fault::kind));
  }

  private static boolean isOnTheLastSteps(Fault fault) {
    return fault.kind().compareTo(PathFault.ISSUER_REVOKED) >= 0;
  }

  private static Certificate leaf(List<PathCertificate> path) {
    return path.getFirst().certificate();
  }

  private static void addFormFaults(PathCertificate one, List<Fault> faults) {
    Certificate certificate = one.certificate();
    if (!one.isDer()) {
      faults.add(
          new Fault(
              PathFault.SIGNATURE_INVALID, "The certificate is not encoded as DER", certificate));
    }
    if (!one.signatureAlgorithmsAgree()) {
      faults.add(
          new Fault(
              PathFault.SIGNATURE_INVALID,
              "The certificate's two signature algorithm fields disagree",
              certificate));
    }
    String malformed = one.extensions().malformed();
    if (malformed != null) {
      faults.add(
          new Fault(
              PathFault.EXTENSION_MALFORMED,
              "The extension %s cannot be read".formatted(malformed),
              certificate));
    }
    Set<String> unknown = one.unknownCriticalExtensions();
    if (!unknown.isEmpty()) {
      faults.add(
          new Fault(
              PathFault.CRITICAL_EXTENSION_UNKNOWN,
              "The certificate demands that its extension %s be understood, and it is not"
                  .formatted(unknown.iterator().next()),
              certificate));
    }
    AlgorithmRules.objectionToKey(one.key())
        .ifPresent(why ->
            faults.add(
                new Fault(PathFault.KEY_TOO_WEAK, "The certificate has " + why, certificate)));
  }

  private void addDateFaults(PathCertificate one, boolean leaf, List<Fault> faults) {
    Certificate certificate = one.certificate();
    if (at.isBefore(certificate.notBefore())) {
      faults.add(
          new Fault(
              leaf ? PathFault.LEAF_NOT_YET_VALID : PathFault.ISSUER_NOT_YET_VALID,
              "The %s is valid only from %s"
                  .formatted(role(certificate, leaf), certificate.notBefore()),
              certificate));
    } else if (at.isAfter(certificate.notAfter())) {
      faults.add(
          new Fault(
              leaf ? PathFault.LEAF_EXPIRED : PathFault.ISSUER_EXPIRED,
              "The %s expired on %s".formatted(role(certificate, leaf), certificate.notAfter()),
              certificate));
    }
  }

  private static String role(Certificate certificate, boolean leaf) {
    return leaf ? "certificate" : "issuer '" + certificate.subject() + "'";
  }

  /** RFC 5280, 6.1.4 (k) to (n), for the listed CA as well. */
  private static void addIssuerFaults(List<PathCertificate> path, int index, List<Fault> faults) {
    PathCertificate issuer = path.get(index);
    Certificate certificate = issuer.certificate();
    KeyUsage keyUsage = issuer.extensions().keyUsage();
    if (!issuer.isCa()) {
      faults.add(
          new Fault(
              PathFault.ISSUER_NOT_CA,
              "The issuer '%s' is no CA by its basic constraints".formatted(certificate.subject()),
              certificate));
    } else if (keyUsage != null && !keyUsage.hasUsages(KeyUsage.keyCertSign)) {
      faults.add(
          new Fault(
              PathFault.ISSUER_NOT_CA,
              "The issuer '%s' may not sign certificates by its key usage"
                  .formatted(certificate.subject()),
              certificate));
    }
    if (certificate.extendedKeyUsages().filter(List::isEmpty).isPresent()) {
      faults.add(
          new Fault(
              PathFault.EXTENSION_MALFORMED,
              "The issuer '%s' has an empty extended key usage".formatted(certificate.subject()),
              certificate));
    }
    BigInteger allowed = issuer.pathLength();
    if (allowed != null) {
      long below =
          path.subList(1, index).stream().filter(one -> !one.certificate().isSelfIssued()).count();
      if (BigInteger.valueOf(below).compareTo(allowed) > 0) {
        faults.add(
            new Fault(
                PathFault.PATH_TOO_LONG,
                "The issuer '%s' allows %s CAs below it; there are %d"
                    .formatted(certificate.subject(), allowed, below),
                certificate));
      }
    }
  }

  private void addRevocationFaults(List<PathCertificate> path, List<Fault> faults) {
    for (int i = 0; i < path.size(); i++) {
      Certificate certificate = path.get(i).certificate();
      if (isRevoked.test(certificate)) {
        faults.add(
            new Fault(
                i == 0 ? PathFault.LEAF_REVOKED : PathFault.ISSUER_REVOKED,
                "The %s is revoked".formatted(role(certificate, i == 0)),
                certificate));
      }
    }
  }
}
