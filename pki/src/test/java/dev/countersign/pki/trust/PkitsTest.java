package dev.countersign.pki.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.revocation.RevocationList;
import dev.countersign.pki.revocation.RevocationLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** NIST's Public Key Interoperability Test Suite: all of it, with its revocation lists. */
@DisplayName("G3 NIST PKITS")
class PkitsTest {
  // All of the suite's certificates are valid from 2010 to 2030, those apart that test dates.
  private static final Instant NOW = Instant.parse("2020-06-01T00:00:00Z");
  private static final Path VECTORS = Path.of(System.getProperty("countersign.vectors", "missing"));
  private static final Path SUITE = VECTORS.resolve("pkits");

  /** Valid by RFC 5280, refused by G16: DSA is no accepted algorithm. */
  private static final Set<String> REFUSED_BY_G16 = Set.of("4.1.4", "4.1.5");

  private static final Map<String, String> POLICIES =
      Map.of(
          "NIST-test-policy-1",
          "2.16.840.1.101.3.2.1.48.1",
          "NIST-test-policy-2",
          "2.16.840.1.101.3.2.1.48.2",
          "NIST-test-policy-3",
          "2.16.840.1.101.3.2.1.48.3",
          "NIST-test-policy-6",
          "2.16.840.1.101.3.2.1.48.6");

  private record Case(
      String number,
      boolean valid,
      List<String> certificates,
      List<String> lists,
      PolicyInputs policies) {

    static Case of(String line) {
      String[] fields = line.split("\t");
      return new Case(
          fields[0],
          fields[1].equals("True"),
          List.of(fields[2].split(",")),
          List.of(fields[3].split(",")),
          new PolicyInputs(
              fields[4].equals("-")
                  ? Set.of()
                  : Stream.of(fields[4].split(",")).map(POLICIES::get).collect(Collectors.toSet()),
              fields[5].equals("True"),
              fields[6].equals("True"),
              fields[7].equals("True")));
    }

    boolean expected() {
      return valid && !REFUSED_BY_G16.contains(number);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCaseIsJudgedAsTheSuiteSays() throws IOException {
    assumeTrue(
        Files.isDirectory(SUITE),
        "NIST PKITS is not at " + SUITE + "; name its parent by -Dcountersign.vectors");
    List<String> lines = Files.readAllLines(SUITE.resolve("tests.tsv"));
    return lines.stream()
        .skip(1)
        .map(Case::of)
        .map(one ->
            DynamicTest.dynamicTest(
                one.number() + " " + one.certificates().getLast(), () -> judge(one)));
  }

  @Test
  @DisplayName("G3 all cases of NIST PKITS, 248 at least, are run; none is left out")
  void allCasesAreRun() throws IOException {
    assumeTrue(Files.isDirectory(SUITE), "NIST PKITS is not at " + SUITE);
    assertThat(everyCaseIsJudgedAsTheSuiteSays()).hasSizeGreaterThanOrEqualTo(248);
  }

  private static void judge(Case one) throws Exception {
    List<Certificate> certificates = new ArrayList<>();
    for (String name : one.certificates()) {
      certificates.add(Certificate.parse(read("certs", name + ".crt")));
    }
    Certificate anchor = certificates.getFirst();
    List<byte[]> presented = new ArrayList<>();
    for (Certificate certificate : certificates.reversed()) {
      presented.add(certificate.der());
    }
    PathVerdict verdict =
        PathFinder.with(one.policies(), lists(one, certificates))
            .find(
                PresentedChain.of(presented),
                IssuerPool.empty(),
                anchor.fingerprint()::equals,
                _ -> false,
                LeafUsage.ANY,
                NOW);
    assertThat(verdict instanceof PathVerdict.Trusted).as("%s", verdict).isEqualTo(one.expected());
  }

  private static RevocationLists lists(Case one, List<Certificate> certificates) throws Exception {
    List<RevocationList> lists = new ArrayList<>();
    for (String name : one.lists()) {
      lists.add(RevocationList.parse(read("crls", name + ".crl")));
    }
    return RevocationLists.of(lists, certificates);
  }

  private static byte[] read(String folder, String name) throws IOException {
    return Files.readAllBytes(SUITE.resolve(folder).resolve(name));
  }
}
