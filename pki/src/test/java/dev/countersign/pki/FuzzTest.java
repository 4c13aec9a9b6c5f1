package dev.countersign.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.CertificateFile;
import dev.countersign.pki.certificate.CertificateFileException;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.pki.trust.ChainUnreadableException;
import dev.countersign.pki.trust.IssuerPool;
import dev.countersign.pki.trust.LeafUsage;
import dev.countersign.pki.trust.PathFinder;
import dev.countersign.pki.trust.PathVerdict;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.testkit.certificate.CertificateMaker;
import dev.countersign.testkit.certificate.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged input, at random but repeatably: the seed is printed with every failure. */
class FuzzTest {
  private static final long SEED = 20_260_722L;

  private final TestCertificate root =
      TestCertificate.ca("Root", ca -> ca.permitDns("example.com").excludeDns("x.example.com"));
  private final TestCertificate issuing =
      root.issueCa("Issuing", ca -> ca.permitDns("example.com").pathLength(3));
  private final TestCertificate leaf = issuing.issueClient("client", FuzzTest::rich);

  private static void rich(CertificateMaker maker) {
    maker
        .dnsNames("api.example.com", "*.example.com")
        .ipAddresses("10.0.0.1")
        .emails("a@example.com")
        .uris("https://example.com/a")
        .extension("2.5.29.14", false, new byte[] {4, 2, 1, 1})
        .extension("2.5.29.35", false, new byte[] {0x30, 4, (byte) 0x80, 2, 1, 1})
        .extension("2.5.29.32", false, new byte[] {0x30, 6, 0x30, 4, 6, 2, 0x2a, 3});
  }

  @Test
  @DisplayName("G17 damaged certificates and files are refused, never break anything (short)")
  void shortRun() {
    run(SEED, 1_500);
  }

  @Test
  @Tag("long")
  @DisplayName("G17 damaged certificates and files are refused, never break anything (long)")
  void longRun() {
    for (long seed = SEED; seed < SEED + 5; seed++) {
      run(seed, 20_000);
    }
  }

  private void run(long seed, int rounds) {
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      try {
        judge(
            mutated(leaf.der(), random),
            mutated(issuing.der(), random),
            mutated(root.der(), random));
        readFile(mutated(leaf.chainPem().getBytes(StandardCharsets.UTF_8), random));
      } catch (RuntimeException | Error e) {
        throw new AssertionError("Seed " + seed + ", round " + round, e);
      }
    }
  }

  private static void readFile(byte[] content) {
    try {
      CertificateFile.read(content).certificate().warnings(Instant.EPOCH);
    } catch (CertificateFileException declared) {
      assertThat(declared.code()).isNotEmpty();
    }
  }

  /** One of the three is damaged and the others are what they were, or all are damaged. */
  private void judge(byte[] badLeaf, byte[] badIssuing, byte[] badRoot) {
    find(badLeaf, issuing.der(), root.der());
    find(leaf.der(), badIssuing, root.der());
    find(leaf.der(), issuing.der(), badRoot);
    find(badLeaf, badIssuing, badRoot);
  }

  private static void find(byte[] leaf, byte[] issuing, byte[] anchor) {
    try {
      PresentedChain chain = PresentedChain.of(List.of(leaf, issuing));
      Certificate listed = Certificate.parse(anchor);
      PathVerdict verdict =
          new PathFinder()
              .find(
                  chain,
                  IssuerPool.of(List.of(listed)),
                  listed.fingerprint()::equals,
                  _ -> false,
                  LeafUsage.STRICT,
                  Instant.now());
      assertThat(verdict.holdsAt(Instant.now())).isTrue();
      assertThat(verdict.toString()).doesNotContain("cannot be judged");
    } catch (ChainUnreadableException | UnreadableCertificateException declared) {
      assertThat(declared).hasMessageNotContaining("\0");
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> {
          int length = Math.min(random.nextInt(16), bytes.length - at);
          System.arraycopy(
              original, random.nextInt(original.length - 16), bytes, at, Math.min(length, 16));
        }
        default ->
            Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(4)), (byte) 0xff);
      }
    }
    return bytes;
  }
}
