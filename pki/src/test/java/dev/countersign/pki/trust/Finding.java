package dev.countersign.pki.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A search for a path in one sentence: who presents what, and what is stored and listed. */
final class Finding {
  final SearchBudget budget = new SearchBudget();
  private final List<byte[]> presented = new ArrayList<>();
  private final List<Certificate> stored = new ArrayList<>();
  private final Set<Fingerprint> listed = new HashSet<>();
  private final Set<Fingerprint> revoked = new HashSet<>();
  private LeafUsage usage = LeafUsage.STRICT;
  private Instant at = Instant.now();

  static Finding client(TestCertificate leaf) {
    Finding finding = new Finding();
    finding.presented.add(leaf.der());
    return finding;
  }

  Finding sending(TestCertificate... along) {
    Arrays.stream(along).map(TestCertificate::der).forEach(presented::add);
    return this;
  }

  Finding storing(TestCertificate... cas) {
    Arrays.stream(cas).map(Finding::certificate).forEach(stored::add);
    return this;
  }

  /** Listed CAs are in the store. */
  Finding listing(TestCertificate... anchors) {
    Arrays.stream(anchors).map(one -> certificate(one).fingerprint()).forEach(listed::add);
    return storing(anchors);
  }

  Finding revoking(TestCertificate... certificates) {
    Arrays.stream(certificates).map(one -> certificate(one).fingerprint()).forEach(revoked::add);
    return this;
  }

  Finding using(LeafUsage other) {
    usage = other;
    return this;
  }

  Finding at(Instant instant) {
    at = instant;
    return this;
  }

  PathVerdict verdict() {
    try {
      return new PathFinder()
          .find(
              PresentedChain.of(presented),
              IssuerPool.of(stored),
              listed::contains,
              one -> revoked.contains(one.fingerprint()),
              usage,
              at,
              budget);
    } catch (ChainUnreadableException e) {
      throw new AssertionError(e);
    }
  }

  PathVerdict.Trusted trusted() {
    PathVerdict verdict = verdict();
    assertThat(verdict).isInstanceOf(PathVerdict.Trusted.class);
    return (PathVerdict.Trusted) verdict;
  }

  PathVerdict.NotTrusted refused(PathFault fault) {
    PathVerdict verdict = verdict();
    assertThat(verdict).isInstanceOf(PathVerdict.NotTrusted.class);
    PathVerdict.NotTrusted refusal = (PathVerdict.NotTrusted) verdict;
    assertThat(refusal.fault()).as("%s", refusal).isEqualTo(fault);
    return refusal;
  }

  static Certificate certificate(TestCertificate made) {
    try {
      return Certificate.parse(made.der());
    } catch (UnreadableCertificateException e) {
      throw new AssertionError(e);
    }
  }
}
