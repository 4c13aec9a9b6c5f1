package dev.countersign.policy.feed;

import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.credential;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static dev.countersign.policy.fixture.Sample.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Credential.AcceptedToken;
import dev.countersign.policy.configuration.Credential.Allowance;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.policy.snapshot.SnapshotBuilder;
import dev.countersign.testkit.certificate.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
  private static final long SEED = 20260304;
  private static final TestCertificate ROOT = TestCertificate.ca("Wurzel “§” \n CA");
  private static final List<Entity> ENTITIES =
      List.of(
          stored(ROOT),
          Sample.revoked(ROOT.issueClient("client")),
          mutualTls(api("orders", "/orders", "a.test", "*.b.test")),
          Sample.with(
              Sample.stripped(api("named", "/"), "https://u.test:8443/base"),
              new Authentication.AuthToken("x-api-key", true)),
          Sample.of(
              "other company", Sample.with(api("open", "/x"), new Authentication.None()), false),
          entry("orders", ROOT),
          credential("token", "orders", "named"),
          new Credential(
              "full",
              Sample.COMPANY,
              "everything \u0000 \uD83D\uDE00",
              List.of(
                  new AcceptedToken(TokenHash.of("new"), null),
                  new AcceptedToken(TokenHash.of("old"), Instant.ofEpochSecond(7, 123_456_789))),
              Set.of("orders"),
              Set.of(Fingerprint.of(ROOT.der())),
              Credential.Status.SUSPENDED,
              Instant.MAX,
              new Allowance(Long.MAX_VALUE, Duration.ofMillis(1)),
              new Allowance(1, Duration.ofDays(30))));

  private static byte[] written() throws IOException {
    SnapshotBuilder builder = Snapshot.builder("feed “1”", 42);
    ENTITIES.forEach(builder::put);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotFormat.write(builder.build(), out);
    return out.toByteArray();
  }

  private static Snapshot read(byte[] bytes) throws IOException, UnreadableConfigurationException {
    return SnapshotFormat.read(new ByteArrayInputStream(bytes));
  }

  private static List<ChangeSet> changeSets() {
    return List.of(
        new ChangeSet(5, Instant.EPOCH, ENTITIES.stream().<Change>map(Change.Put::new).toList()),
        new ChangeSet(6, Instant.EPOCH, List.of()),
        new ChangeSet(
            7,
            Instant.EPOCH,
            ENTITIES.stream().<Change>map(each -> new Change.Remove(each.key())).toList()));
  }

  /** Lines with a header before and a true trailer after them. */
  private static byte[] sealed(String... lines) {
    CRC32C sum = new CRC32C();
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    sum.update(text.toString().getBytes(UTF_8));
    text.append(
        "{\"end\":{\"lines\":%d,\"crc32c\":\"%016x\"}}\n".formatted(lines.length, sum.getValue()));
    return text.toString().getBytes(UTF_8);
  }

  private static final String HEADER =
      "{\"format\":1,\"content\":\"snapshot\",\"feedId\":\"f\",\"revision\":1}";

  @Test
  @DisplayName("A snapshot is read as it was written")
  void snapshot() throws IOException, UnreadableConfigurationException {
    Snapshot snapshot = read(written());
    assertThat(snapshot.feedId()).isEqualTo("feed “1”");
    assertThat(snapshot.revision()).isEqualTo(42);
    assertThat(snapshot.entities()).containsExactlyInAnyOrderElementsOf(ENTITIES);
  }

  @Test
  @DisplayName("Change sets are read as they were written")
  void changes() throws IOException, UnreadableConfigurationException {
    for (List<ChangeSet> changeSets : List.of(changeSets(), List.<ChangeSet>of())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ChangeFormat.write("feed", changeSets, out);
      assertThat(ChangeFormat.read(new ByteArrayInputStream(out.toByteArray())))
          .isEqualTo(new ChangeFormat.Batch("feed", changeSets));
    }
  }

  @Test
  @DisplayName("A single change is read as it was written, and is one line")
  void oneChange() throws UnreadableConfigurationException {
    for (ChangeSet changeSet : changeSets()) {
      for (Change change : changeSet.changes()) {
        String line = ChangeFormat.writeChange(change);
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(ChangeFormat.readChange(line)).isEqualTo(change);
      }
    }
  }

  @Test
  @DisplayName("G46 a snapshot cut off anywhere is refused")
  void cutOff() throws IOException {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(UnreadableConfigurationException.class);
    }
  }

  @Test
  @DisplayName("G46 a snapshot that its writer did not finish is refused")
  void unfinished() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotWriter writer = SnapshotFormat.writer(out, "feed", 1);
    writer.write(ENTITIES.getFirst());
    assertThatThrownBy(() -> read(out.toByteArray()))
        .isInstanceOf(UnreadableConfigurationException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  @DisplayName(
      "G46 a snapshot with any byte damaged is refused, and nothing worse (seed " + SEED + ")")
  void damaged() throws IOException {
    byte[] whole = written();
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> read(damaged)).isInstanceOf(UnreadableConfigurationException.class);
    }
  }

  @Test
  @DisplayName(
      "G46 change sets with lines lost, doubled or swapped are refused (seed " + SEED + ")")
  void shuffled() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChangeFormat.write("feed", changeSets(), out);
    List<String> lines = out.toString(UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      List<String> lost = new java.util.ArrayList<>(lines);
      lost.remove(i);
      List<String> doubled = new java.util.ArrayList<>(lines);
      doubled.add(i, lines.get(i));
      for (List<String> each : List.of(lost, doubled)) {
        byte[] bytes = (String.join("\n", each) + "\n").getBytes(UTF_8);
        assertThatThrownBy(() -> ChangeFormat.read(new ByteArrayInputStream(bytes)))
            .isInstanceOf(UnreadableConfigurationException.class);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "G46 what a newer control plane says and this version does not know is refused, with a clear word")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"quantum\":{\"id\":\"1\"}} | “quantum” is a kind that this version does not know",
        "{\"allow\":{\"apiId\":\"a\",\"certificate\":\"%s\",\"until\":\"x\"}} | newer",
        "{\"allow\":{\"apiId\":\"a\"}} | has no certificate",
        "{\"allow\":{\"apiId\":1,\"certificate\":\"%s\"}} | apiId of allow is not a text",
        "{\"allow\":{\"apiId\":\"a\",\"apiId\":\"b\",\"certificate\":\"%s\"}} | Duplicate",
        "{\"allow\":{\"apiId\":\"a\",\"certificate\":\"xyz\"}} | lower-case hex",
        "{\"allow\":{\"apiId\":\"a\",\"certificate\":\"%s\"}} {} | Line 2",
        "{\"allow\":{\"apiId\":\"a\",\"certificate\":\"%s\"},\"api\":{}} | exactly one field",
        "[] | not a JSON object",
        "{} | exactly one field",
        "nonsense | Line 2"
      })
  void unknown(String line, String message) {
    String filled = line.replace("%s", "0".repeat(64));
    assertThatThrownBy(() -> read(sealed(HEADER, filled)))
        .isInstanceOf(UnreadableConfigurationException.class)
        .hasMessageContaining("Line 2")
        .hasMessageContaining(message);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("G46 a header of another format, content or with more fields is refused")
  @ValueSource(
      strings = {
        "{\"format\":2,\"content\":\"snapshot\",\"feedId\":\"f\",\"revision\":1}",
        "{\"format\":1,\"content\":\"changes\",\"feedId\":\"f\",\"revision\":1}",
        "{\"format\":1,\"content\":\"snapshot\",\"feedId\":\"f\",\"revision\":1.5}",
        "{\"format\":1,\"content\":\"snapshot\",\"feedId\":\"f\",\"revision\":1,\"needs\":[]}",
        "{\"format\":1,\"content\":\"snapshot\",\"feedId\":\"f\"}"
      })
  void header(String header) {
    assertThatThrownBy(() -> read(sealed(header)))
        .isInstanceOf(UnreadableConfigurationException.class);
  }

  @Test
  @DisplayName("G46 what follows the end is refused; a true trailer is accepted")
  void trailer() throws IOException, UnreadableConfigurationException {
    assertThat(read(sealed(HEADER)).revision()).isEqualTo(1);
    String more = new String(sealed(HEADER), UTF_8) + "x";
    assertThatThrownBy(() -> read(more.getBytes(UTF_8)))
        .isInstanceOf(UnreadableConfigurationException.class)
        .hasMessageContaining("follows");
  }

  @Test
  @DisplayName("A CA certificate under another's fingerprint is refused")
  void mismatch() throws IOException {
    String other = Fingerprint.of(new byte[] {1}).toString();
    String line =
        new String(written(), UTF_8)
            .lines()
            .filter(each -> each.contains("\"authority\""))
            .findFirst()
            .orElseThrow()
            .replace(ROOT.fingerprint(), other);
    assertThatThrownBy(() -> read(sealed(HEADER, line)))
        .isInstanceOf(UnreadableConfigurationException.class)
        .hasMessageContaining(other);
  }
}
