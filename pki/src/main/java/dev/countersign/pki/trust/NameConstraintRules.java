package dev.countersign.pki.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * RFC 5280, 4.2.1.10 and 6.1.3 (b, c): the names of a certificate against the constraints of every
 * issuer above it, the listed CA's own included, which validators skip.
 */
final class NameConstraintRules {
  private final SearchBudget budget;

  NameConstraintRules(SearchBudget budget) {
    this.budget = budget;
  }

  /** The path from the leaf to the listed CA. */
  Optional<Fault> check(List<PathCertificate> path) {
    budget.spendNameComparisons(comparisons(path));
    for (int above = path.size() - 1; above > 0; above--) {
      NameConstraints constraints = path.get(above).extensions().nameConstraints();
      if (constraints == null) {
        continue;
      }
      List<GeneralSubtree> permitted = listOf(constraints.getPermittedSubtrees());
      List<GeneralSubtree> excluded = listOf(constraints.getExcludedSubtrees());
      Optional<String> malformed = malformed(permitted, excluded);
      if (malformed.isPresent()) {
        return Optional.of(
            new Fault(
                PathFault.EXTENSION_MALFORMED,
                "The name constraints of an issuer cannot be applied: " + malformed.get(),
                path.get(above).certificate()));
      }
      for (int below = above - 1; below >= 0; below--) {
        PathCertificate certificate = path.get(below);
        if (below > 0 && certificate.certificate().isSelfIssued()) {
          continue;
        }
        for (GeneralName name : namesOf(certificate)) {
          if (!allowed(name, permitted, excluded)) {
            return Optional.of(
                new Fault(
                    PathFault.NAME_NOT_PERMITTED,
                    "A name of this certificate is outside of what its issuer '%s' may certify"
                        .formatted(path.get(above).certificate().subject()),
                    certificate.certificate()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Every name against every subtree above it, and every subtree against those above it, as
   * validators intersect them.
   */
  private static long comparisons(List<PathCertificate> path) {
    long comparisons = 0;
    long namesBelow = 0;
    for (PathCertificate certificate : path) {
      NameConstraints constraints = certificate.extensions().nameConstraints();
      long subtrees =
          constraints == null
              ? 0
              : length(constraints.getPermittedSubtrees())
                  + (long) length(constraints.getExcludedSubtrees());
      comparisons += namesBelow * subtrees;
      namesBelow +=
          subtrees + certificate.alternativeNames().size() + certificate.subject().getRDNs().length;
    }
    return comparisons;
  }

  private static int length(GeneralSubtree @org.jspecify.annotations.Nullable [] subtrees) {
    return subtrees == null ? 0 : subtrees.length;
  }

  private static List<GeneralSubtree> listOf(
      GeneralSubtree @org.jspecify.annotations.Nullable [] subtrees) {
    return subtrees == null ? List.of() : List.of(subtrees);
  }

  private static Optional<String> malformed(
      List<GeneralSubtree> permitted, List<GeneralSubtree> excluded) {
    for (List<GeneralSubtree> subtrees : List.of(permitted, excluded)) {
      for (GeneralSubtree subtree : subtrees) {
        // RFC 5280: minimum is 0 and maximum absent; who does not process others must reject.
        if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
          return Optional.of("a subtree has a minimum or maximum");
        }
        if (!NameForm.of(subtree.getBase()).isReadableConstraint(subtree.getBase())) {
          return Optional.of("a subtree cannot be read");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean allowed(
      GeneralName name, List<GeneralSubtree> permitted, List<GeneralSubtree> excluded) {
    List<GeneralSubtree> permittedOfForm = ofSameForm(name, permitted);
    List<GeneralSubtree> excludedOfForm = ofSameForm(name, excluded);
    if (permittedOfForm.isEmpty() && excludedOfForm.isEmpty()) {
      return true;
    }
    NameForm form = NameForm.of(name);
    return form.isReadableName(name)
        && excludedOfForm.stream().noneMatch(subtree -> form.reaches(name, subtree.getBase()))
        && (permittedOfForm.isEmpty()
            || permittedOfForm.stream()
                .anyMatch(subtree -> form.isWithin(name, subtree.getBase())));
  }

  private static List<GeneralSubtree> ofSameForm(GeneralName name, List<GeneralSubtree> subtrees) {
    return subtrees.stream()
        .filter(subtree -> subtree.getBase().getTagNo() == name.getTagNo())
        .toList();
  }

  private static List<GeneralName> namesOf(PathCertificate certificate) {
    List<GeneralName> names = new ArrayList<>(certificate.alternativeNames());
    X500Name subject = certificate.subject();
    if (subject.getRDNs().length > 0) {
      names.add(new GeneralName(subject));
    }
    for (RDN rdn : subject.getRDNs(BCStyle.EmailAddress)) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (attribute.getType().equals(BCStyle.EmailAddress)
            && attribute.getValue() instanceof ASN1String address) {
          names.add(new GeneralName(GeneralName.rfc822Name, address.getString()));
        }
      }
    }
    return names;
  }
}
