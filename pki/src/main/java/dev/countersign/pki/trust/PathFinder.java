package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.revocation.RevocationLists;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds and judges the path from a client's certificate to a listed CA, as RFC 5280, section 6.1,
 * says. The work is bounded whatever the certificates contain. Stateless and thread-safe.
 *
 * <p>Section 6.1 decides; what section 4 merely asks of the CA that issues (key identifiers,
 * criticality marks, serial numbers, name syntax where no constraint applies) refuses nobody.
 */
public final class PathFinder {
  private final PathValidator validator;
  private final @Nullable RevocationLists lists;

  /** Without revocation lists. */
  public PathFinder() {
    this(PolicyInputs.ANY, null);
  }

  private PathFinder(PolicyInputs policies, @Nullable RevocationLists lists) {
    this.validator = new PathValidator(policies, lists);
    this.lists = lists;
  }

  /**
   * A finder that trusts a path only where these lists clear every certificate of it below the
   * listed CA.
   */
  public static PathFinder requiring(RevocationLists lists) {
    return new PathFinder(PolicyInputs.ANY, lists);
  }

  static PathFinder with(PolicyInputs policies, @Nullable RevocationLists lists) {
    return new PathFinder(policies, lists);
  }

  /**
   * Looks for a path from the chain's leaf to a listed CA.
   *
   * <p>A leaf that is itself listed is a path of one: its dates and usage still count.
   *
   * @param store more issuers than the client sent; listed CAs are found here
   * @param isAnchor whether the certificate with this fingerprint is a listed CA
   * @param isRevoked whether a certificate, leaf or issuer, is on the deny list; compare {@link
   *     Certificate#contentFingerprint()} too where it is known, see there
   */
  public PathVerdict find(
      PresentedChain chain,
      IssuerPool store,
      Predicate<Fingerprint> isAnchor,
      Predicate<Certificate> isRevoked,
      LeafUsage usage,
      Instant at) {
    return find(chain, store, isAnchor, isRevoked, usage, at, new SearchBudget());
  }

  PathVerdict find(
      PresentedChain chain,
      IssuerPool store,
      Predicate<Fingerprint> isAnchor,
      Predicate<Certificate> isRevoked,
      LeafUsage usage,
      Instant at,
      SearchBudget budget) {
    PathJudge judge = new PathJudge(isRevoked, usage, at, budget, validator);
    PathVerdict verdict = new PathSearch(chain, store, isAnchor, at, budget, judge).run();
    return verdict instanceof PathVerdict.Trusted trusted && lists != null
        ? untilNextUpdate(trusted, lists.nextUpdateAfter(at))
        : verdict;
  }

  /** Who is cleared by a list is cleared until the next list is due. */
  private static PathVerdict untilNextUpdate(PathVerdict.Trusted trusted, Instant nextUpdate) {
    return nextUpdate.isBefore(trusted.validUntil())
        ? new PathVerdict.Trusted(trusted.path(), trusted.validFrom(), nextUpdate)
        : trusted;
  }
}
