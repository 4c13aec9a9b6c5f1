package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.ChainingName;
import dev.countersign.pki.certificate.Fingerprint;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One search, depth first from the leaf: an edge is followed only when its signature holds, and a
 * path that reaches a listed CA is judged. Ends with the first path that holds, or with the fault
 * that came nearest.
 */
final class PathSearch {
  /** A path has this many certificates at most, leaf and listed CA included. */
  static final int MAX_LENGTH = 12;

  /** Where this is told, a check of ours is missing. */
  static final String UNFORESEEN = "The certificates cannot be judged";

  private final PresentedChain chain;
  private final IssuerPool store;
  private final Predicate<Fingerprint> isAnchor;
  private final Instant at;
  private final SearchBudget budget;
  private final PathJudge judge;
  private final Signatures signatures;
  private final ClockWindow window;
  private final Map<ChainingName, List<Certificate>> sentBySubject;
  private final Map<Fingerprint, PathCertificate> takenApart = new HashMap<>();
  private final List<PathCertificate> path = new ArrayList<>();
  private @Nullable Fault nearest;

  PathSearch(
      PresentedChain chain,
      IssuerPool store,
      Predicate<Fingerprint> isAnchor,
      Instant at,
      SearchBudget budget,
      PathJudge judge) {
    this.chain = chain;
    this.store = store;
    this.isAnchor = isAnchor;
    this.at = at;
    this.budget = budget;
    this.judge = judge;
    this.signatures = new Signatures(budget);
    this.window = new ClockWindow(at);
    this.sentBySubject =
        chain.sentAlong().stream().collect(Collectors.groupingBy(Certificate::subjectName));
  }

  PathVerdict run() {
    Certificate leaf = chain.leaf();
    window.add(leaf);
    try {
      if (namesLeadToAnchor(leaf) && reachesAnchor(takeApart(leaf))) {
        return trusted();
      }
    } catch (SearchBudget.Exhausted e) {
      note(new Fault(PathFault.SEARCH_LIMIT, String.valueOf(e.getMessage()), leaf));
    } catch (RuntimeException unforeseen) {
      // Bouncy Castle reports bad input with many unchecked exceptions: whatever slips through the
      // checks is a refusal, not a failure.
      note(new Fault(PathFault.EXTENSION_MALFORMED, UNFORESEEN, leaf));
    }
    Fault fault = nearest != null ? nearest : issuerUnknown(leaf, leaf);
    return new PathVerdict.NotTrusted(
        fault.kind(), fault.detail(), fault.at(), window.from(), window.until());
  }

  private PathVerdict trusted() {
    ClockWindow ofPath = new ClockWindow(at);
    List<Certificate> certificates = path.stream().map(PathCertificate::certificate).toList();
    certificates.forEach(ofPath::add);
    return new PathVerdict.Trusted(certificates, ofPath.from(), ofPath.until());
  }

  /**
   * Whether a listed CA can be reached by names at all; no signature is checked for a stranger who
   * does not even name one.
   */
  private boolean namesLeadToAnchor(Certificate leaf) {
    Set<ChainingName> asked = new HashSet<>();
    ArrayDeque<Certificate> children = new ArrayDeque<>(List.of(leaf));
    Certificate last = leaf;
    while (!children.isEmpty()) {
      Certificate child = children.remove();
      last = child;
      if (isAnchor.test(child.fingerprint())) {
        return true;
      }
      if (!asked.add(child.issuerName())) {
        continue;
      }
      Set<Certificate> candidates = candidatesFor(child);
      candidates.forEach(window::add);
      if (candidates.isEmpty()) {
        noteNoIssuer(child);
      }
      children.addAll(candidates);
    }
    if (nearest == null) {
      note(issuerUnknown(last, leaf));
    }
    return false;
  }

  private Set<Certificate> candidatesFor(Certificate child) {
    Set<Certificate> candidates = new LinkedHashSet<>(store.withSubject(child.issuerName()));
    candidates.addAll(sentBySubject.getOrDefault(child.issuerName(), List.of()));
    candidates.removeIf(candidate -> candidate.equals(child));
    return candidates;
  }

  /** Extends the path by this certificate; leaves the path as it is where it holds. */
  private boolean reachesAnchor(PathCertificate certificate) {
    path.add(certificate);
    if (isAnchor.test(certificate.certificate().fingerprint())) {
      budget.spendPath();
      Optional<Fault> fault = judge.judge(path);
      if (fault.isEmpty()) {
        return true;
      }
      note(fault.get());
    } else if (path.size() < MAX_LENGTH) {
      for (PathCertificate issuer : issuersOf(certificate)) {
        if (isUsableIssuer(issuer, certificate) && reachesAnchor(issuer)) {
          return true;
        }
      }
    } else {
      note(
          new Fault(
              PathFault.SEARCH_LIMIT,
              "A path of more than %d certificates is not followed".formatted(MAX_LENGTH),
              certificate.certificate()));
    }
    path.removeLast();
    return false;
  }

  private List<PathCertificate> issuersOf(PathCertificate certificate) {
    Certificate child = certificate.certificate();
    Set<Certificate> candidates = candidatesFor(child);
    List<PathCertificate> issuers = new ArrayList<>();
    for (Certificate candidate : candidates) {
      budget.spendStep();
      PathCertificate issuer = takeApart(candidate);
      if (!isOnPath(issuer)) {
        window.add(candidate);
        issuers.add(issuer);
      }
    }
    if (candidates.isEmpty()) {
      noteNoIssuer(child);
    }
    issuers.sort(likeliestFirst(certificate));
    return issuers;
  }

  private void noteNoIssuer(Certificate child) {
    if (child.isSelfIssued() && child.equals(chain.leaf())) {
      note(
          new Fault(
              PathFault.SELF_SIGNED,
              "The certificate is its own issuer, and not issued under a listed CA",
              child));
    } else {
      note(issuerUnknown(child, chain.leaf()));
    }
  }

  private static Fault issuerUnknown(Certificate child, Certificate leaf) {
    return new Fault(
        PathFault.ISSUER_UNKNOWN,
        child.isSelfIssued() && !child.equals(leaf)
            ? "The path ends in '%s', which is not listed".formatted(child.subject())
            : "The issuer '%s' was not sent, is not stored, or leads to no listed CA"
                .formatted(child.issuer()),
        child);
  }

  /** The same name with the same key again never leads anywhere new. */
  private boolean isOnPath(PathCertificate issuer) {
    return path.stream()
        .anyMatch(one ->
            one.certificate().subjectName().equals(issuer.certificate().subjectName())
                && one.keyFingerprint().equals(issuer.keyFingerprint()));
  }

  private Comparator<PathCertificate> likeliestFirst(PathCertificate child) {
    return Comparator.comparingInt(issuer -> {
      int doubts = issuer.keyIdentifierContradicts(child) ? 8 : 0;
      doubts += issuer.isCa() ? 0 : 4;
      doubts += issuer.certificate().isValidAt(at) ? 0 : 2;
      return doubts + (isAnchor.test(issuer.certificate().fingerprint()) ? 0 : 1);
    });
  }

  private boolean isUsableIssuer(PathCertificate issuer, PathCertificate child) {
    Optional<String> weakness =
        AlgorithmRules.objectionToKey(issuer.key())
            .or(() ->
                AlgorithmRules.objectionToSignature(child.structure().getSignatureAlgorithm()));
    if (weakness.isPresent()) {
      note(
          new Fault(
              PathFault.KEY_TOO_WEAK,
              "Between '%s' and its issuer stands %s"
                  .formatted(child.certificate().subject(), weakness.get()),
              issuer.certificate()));
      return false;
    }
    if (!signatures.signed(child, issuer)) {
      if (!issuer.keyIdentifierContradicts(child)) {
        note(
            new Fault(
                PathFault.SIGNATURE_INVALID,
                "The signature is not by the key of '%s': the certificate is forged or damaged, or"
                        .formatted(issuer.certificate().subject())
                    + " that CA has another key under the same name",
                child.certificate()));
      }
      return false;
    }
    return true;
  }

  private PathCertificate takeApart(Certificate certificate) {
    return takenApart.computeIfAbsent(
        certificate.fingerprint(), _ -> PathCertificate.of(certificate));
  }

  private void note(Fault fault) {
    if (nearest == null || nearest.isWorseThan(fault)) {
      nearest = fault;
    }
  }
}
