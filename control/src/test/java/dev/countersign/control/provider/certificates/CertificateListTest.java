package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CertificateListTest {

  private ApiClient caller;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
  }

  @Test
  @DisplayName("S3 pages show every certificate once, newest first, whatever is added meanwhile")
  void pages() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      expected.addFirst(caller.newCertificate("c" + i));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      Answer page = caller.get("/certificates?limit=3" + cursor).expect(200);
      seen.addAll(page.ids());
      cursor = page.text("next") == null ? null : "&cursor=" + page.text("next");
      caller.newCertificate("added meanwhile " + pages);
      pages++;
    } while (cursor != null);
    assertThat(seen).isEqualTo(expected);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  @DisplayName("S3 a search looks into name, subject, fingerprint, alternative names and serial")
  void search() {
    TestCertificate client =
        TestCertificate.ca("Root")
            .issueClient(
                "Grünkohl_100%",
                change ->
                    change
                        .dnsNames("kale.example.com")
                        .serialNumber(new BigInteger("77c0ffee77c0ffee77", 16)));
    caller.upload(client).expect(201);
    String id = client.fingerprint();
    caller.newCertificate("another");
    caller
        .post(
            "/certificates",
            "{\"pem\": \"%s\", \"name\": \"Winter\"}"
                .formatted(TestCertificate.selfSigned("zz").pem().replace("\n", "\\n")))
        .expect(201);
    assertThat(search("GR%C3%9CNKOHL")).containsExactly(id);
    assertThat(search("kale.example")).containsExactly(id);
    assertThat(search(id.substring(0, 20))).containsExactly(id);
    assertThat(search(client.x509().getSerialNumber().toString(16))).containsExactly(id);
    assertThat(search("winter")).hasSize(1).doesNotContain(id);
    assertThat(search("_100%25")).as("taken literally").containsExactly(id);
    assertThat(search("%25")).as("taken literally").containsExactly(id);
    assertThat(search("nothing")).isEmpty();
    assertThat(search("nt")).as("in the name Winter").hasSize(1).doesNotContain(id);
    assertThat(search("zz")).as("two characters of a subject").isEmpty();
  }

  private List<String> search(String q) {
    return caller.get("/certificates?q=" + q).expect(200).ids();
  }

  @Test
  @DisplayName("S3 lists are filtered: client or CA, status, unused")
  void filters() {
    TestCertificate ca = TestCertificate.ca("Root");
    String root = caller.upload(ca).expect(201).text("id");
    String used = caller.newCertificate("used");
    String soon =
        caller
            .upload(
                ca.issueClient(
                    "soon", change -> change.validUntil(Instant.now().plus(5, ChronoUnit.DAYS))))
            .expect(201)
            .text("id");
    String early =
        caller.upload(ca.issueClient("early", c -> c.notYetValid())).expect(201).text("id");
    String api = caller.newApi("/" + root);
    caller.put("/apis/" + api + "/allow-list/" + used, "").expect(204);
    caller.put("/certificates/" + root + "/revocation", "").expect(204);
    assertThat(list("kind=ca")).containsExactly(root);
    assertThat(list("kind=client")).containsExactlyInAnyOrder(used, soon, early);
    assertThat(list("status=expiring")).containsExactly(soon);
    assertThat(list("status=not_yet_valid")).containsExactly(early);
    assertThat(list("status=revoked")).containsExactly(root);
    assertThat(list("status=valid")).containsExactly(used);
    assertThat(list("status=expired")).isEmpty();
    assertThat(list("unused=true")).containsExactlyInAnyOrder(root, soon, early);
    assertThat(list("unused=false&kind=client&q=used")).containsExactly(used);
  }

  @Test
  @DisplayName("S3 a list is sorted by name, expiry or creation, either way round, page after page")
  void sorted() {
    String beta = named("beta", 20);
    String alpha = named("Alpha", 30);
    String gamma = named("gamma", 10);
    assertThat(paged("name")).containsExactly(alpha, beta, gamma);
    assertThat(paged("-name")).containsExactly(gamma, beta, alpha);
    assertThat(paged("expiry")).containsExactly(gamma, beta, alpha);
    assertThat(paged("-expiry")).containsExactly(alpha, beta, gamma);
    assertThat(paged("created")).containsExactly(beta, alpha, gamma);
    assertThat(paged("-created")).containsExactly(gamma, alpha, beta);
  }

  private String named(String name, int days) {
    String pem =
        TestCertificate.selfSigned(
                name, change -> change.validUntil(Instant.now().plus(days, ChronoUnit.DAYS)))
            .pem();
    return caller
        .post(
            "/certificates",
            "{\"pem\": \"%s\", \"name\": \"%s\"}".formatted(pem.replace("\n", "\\n"), name))
        .expect(201)
        .text("id");
  }

  private List<String> paged(String sort) {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = caller.get("/certificates?limit=1&sort=" + sort + cursor).expect(200);
      seen.addAll(page.ids());
      cursor = page.text("next") == null ? null : "&cursor=" + page.text("next");
    } while (cursor != null);
    return seen;
  }

  @Test
  @DisplayName("S3 each filter is counted, and what is unused follows allow lists and bindings")
  void counts() {
    TestCertificate ca = TestCertificate.ca("Root");
    caller.upload(ca).expect(201);
    String listed = caller.newCertificate("listed");
    String bound = caller.newCertificate("bound");
    String revoked = caller.newCertificate("revoked");
    caller
        .upload(ca.issueClient("soon", c -> c.validUntil(Instant.now().plus(5, ChronoUnit.DAYS))))
        .expect(201);
    String api = caller.newApi("/" + listed);
    caller.put("/apis/" + api + "/allow-list/" + listed, "").expect(204);
    String credential =
        caller
            .post(
                "/credentials",
                "{\"name\": \"App\", \"boundCertificates\": [\"%s\"]}".formatted(bound))
            .expect(201)
            .text("id");
    caller.put("/certificates/" + revoked + "/revocation", "").expect(204);
    expectCounts(5, 4, 1, 1, 1, 3);
    caller.delete("/credentials/" + credential).expect(204);
    expectCounts(5, 4, 1, 1, 1, 4);
    caller.delete("/apis/" + api).expect(204);
    expectCounts(5, 4, 1, 1, 1, 5);
    caller.delete("/certificates/" + listed).expect(204);
    expectCounts(4, 3, 1, 1, 1, 4);
  }

  @Test
  @DisplayName("S3 a CA that completes paths to a listed one is not unused, as long as it does")
  void completing() {
    TestCertificate root = TestCertificate.ca("Root");
    TestCertificate policy = root.issueCa("Policy");
    TestCertificate issuing = policy.issueCa("Issuing");
    TestCertificate stranger = TestCertificate.ca("Other root").issueCa("Issuing");
    for (TestCertificate ca : List.of(root, policy, issuing, stranger)) {
      caller.upload(ca).expect(201);
    }
    caller.newCertificate("client");
    expectCounts(5, 1, 4, 0, 0, 5);
    String api = caller.newApi("/" + root.fingerprint());
    String entry = "/apis/" + api + "/allow-list/" + root.fingerprint();
    caller.put(entry, "").expect(204);
    expectCounts(5, 1, 4, 0, 0, 2);
    assertThat(list("unused=true&kind=ca")).containsExactly(stranger.fingerprint());
    assertThat(list("unused=false&q=issuing")).containsExactly(issuing.fingerprint());
    caller.put("/certificates/" + policy.fingerprint() + "/revocation", "").expect(204);
    expectCounts(5, 1, 4, 0, 1, 4);
    caller.delete("/certificates/" + policy.fingerprint() + "/revocation").expect(204);
    expectCounts(5, 1, 4, 0, 0, 2);
    caller.delete(entry).expect(204);
    expectCounts(5, 1, 4, 0, 0, 5);
  }

  private void expectCounts(int all, int client, int ca, int expiring, int revoked, int unused) {
    var counts = caller.get("/certificates/counts").expect(200).json();
    assertThat(counts.path("all").intValue()).isEqualTo(all);
    assertThat(counts.path("client").intValue()).isEqualTo(client);
    assertThat(counts.path("ca").intValue()).isEqualTo(ca);
    assertThat(counts.path("expiring").intValue()).isEqualTo(expiring);
    assertThat(counts.path("expired").intValue()).isZero();
    assertThat(counts.path("revoked").intValue()).isEqualTo(revoked);
    assertThat(counts.path("unused").intValue()).isEqualTo(unused);
    assertThat(caller.get("/certificates?unused=true").ids()).hasSize(unused);
    assertThat(caller.get("/certificates?unused=false").ids()).hasSize(all - unused);
  }

  private List<String> list(String filter) {
    return caller.get("/certificates?" + filter).expect(200).ids();
  }

  @Test
  @DisplayName("A list refuses parameters that it does not understand, by name")
  void nonsense() {
    caller.get("/certificates?limit=0").expectField("limit", "out_of_range");
    caller.get("/certificates?limit=201").expectField("limit", "out_of_range");
    caller.get("/certificates?limit=x").expectField("limit", "malformed");
    caller.get("/certificates?cursor=x").expectField("cursor", "malformed");
    caller.get("/certificates?sort=x").expectField("sort", "unknown");
    caller.newCertificate("a");
    caller.newCertificate("b");
    String byName = caller.get("/certificates?sort=name&limit=1").expect(200).text("next");
    caller.get("/certificates?cursor=" + byName).expectField("cursor", "malformed");
    caller
        .get("/certificates?sort=name&cursor=" + "A".repeat(5000))
        .expectField("cursor", "malformed");
    caller.get("/certificates?q=" + "a".repeat(201)).expectField("q", "too_long");
    caller.get("/certificates?kind=x").expectField("kind", "unknown");
    caller.get("/certificates?status=x").expectField("status", "unknown");
  }

  @Test
  @DisplayName(
      "A list refuses a cursor with a time that the database has not, whichever it is sorted by")
  void outOfTime() {
    for (String key : List.of("expiry", "created", "presented")) {
      for (long micros : new long[] {Long.MIN_VALUE, -1, 253402300800000000L, Long.MAX_VALUE}) {
        String text = "%s\nx\n%d".formatted(key, micros);
        String cursor =
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
        caller
            .get("/certificates?sort=%s&cursor=%s".formatted(key, cursor))
            .expectField("cursor", "malformed");
      }
    }
  }

  @Test
  @DisplayName(
      "S3 a list goes on behind a certificate that never ends, which is at the end of 9999")
  void endless() {
    Instant never = Instant.parse("9999-12-31T23:59:59Z");
    List<String> ids =
        Stream.of("a", "b", "c")
            .map(name ->
                caller
                    .upload(TestCertificate.selfSigned(name, made -> made.validUntil(never)))
                    .expect(201)
                    .text("id"))
            .sorted()
            .toList();
    String first = caller.get("/certificates?sort=expiry&limit=2").expect(200).text("next");
    assertThat(caller.get("/certificates?sort=expiry&limit=2&cursor=" + first).expect(200).ids())
        .containsExactly(ids.getLast());
  }

  @Test
  @Tag("long")
  @DisplayName("S3 a page of 100,000 certificates is read from an index, the first and a late one")
  void index() {
    RunningControl control = RunningControl.shared();
    String company = "many-" + System.nanoTime();
    control.update(
        """
        INSERT INTO provider.certificates (company_id, id, name, sort_name, der, not_before,
            not_after, is_ca, weak_key, subject_hash, key_hash, search, created_at)
        SELECT ?, md5(n::text) || md5(n::text), 'c', 'c', '', now(), now(), false, false, 0, 0,
            'name ' || n, now() - n * interval '1 second'
        FROM generate_series(1, 100000) n
        """,
        company);
    control.update("ANALYZE provider.certificates");
    String plan =
        String.join(
            "\n",
            control.column(
                """
                EXPLAIN SELECT * FROM provider.certificates
                WHERE company_id = '%s' AND (created_at, id) < (now() - interval '1 day', 'x')
                ORDER BY created_at DESC, id DESC LIMIT 51
                """
                    .formatted(company)));
    assertThat(plan).contains("certificates_listed").doesNotContain("Sort");
    String searched =
        String.join(
            "\n",
            control.column(
                """
                EXPLAIN SELECT * FROM provider.certificates
                WHERE company_id = '%s' AND search LIKE '%%name 99123%%'
                ORDER BY created_at DESC, id DESC LIMIT 51
                """
                    .formatted(company)));
    assertThat(searched).contains("certificates_searched");
    control.update("DELETE FROM provider.certificates WHERE company_id = ?", company);
  }
}
