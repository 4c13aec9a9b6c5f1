package dev.countersign.control.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.TestPlane;
import dev.countersign.control.sealing.KeyEncryptionKey;
import dev.countersign.control.sealing.SealedKeyException;
import dev.countersign.control.testing.AtOnce;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(120)
class FeedAuthorityTest {

  @TempDir Path data;
  private TestDatabase database;
  private Path key;

  @BeforeEach
  void prepare() {
    database = TestPostgres.shared().database();
    key = data.resolve("secrets/key-encryption-key");
  }

  private String authorityOfOneStart() {
    try (TestPlane plane = TestPlane.start(database, data)) {
      return plane.part(FeedAuthority.class).certificate().fingerprint().toString();
    }
  }

  @Test
  @DisplayName("Two control planes that start at once over an empty database have one authority")
  void twoAtOnce() throws Exception {
    List<TestPlane> planes = AtOnce.two(() -> TestPlane.start(database, data));
    try (TestPlane one = planes.getFirst();
        TestPlane other = planes.getLast()) {
      assertThat(one.part(FeedAuthority.class).certificate())
          .isEqualTo(other.part(FeedAuthority.class).certificate());
    }
  }

  @Test
  @DisplayName("A5 the key-encryption key is readable by its owner alone, and a restart finds it")
  void fileMode() throws Exception {
    String first = authorityOfOneStart();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(authorityOfOneStart()).isEqualTo(first);
    try (Stream<Path> files = Files.list(key.getParent())) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().endsWith(".new"));
    }
  }

  @Test
  @DisplayName("The authority's key is in the database only sealed")
  void sealedAtRest() {
    try (TestPlane plane = TestPlane.start(database, data)) {
      byte[] sealed =
          plane
              .part(JdbcClient.class)
              .sql("SELECT sealed_key FROM feed.authority")
              .query(byte[].class)
              .single();
      String purpose =
          "feed authority " + plane.part(FeedAuthority.class).certificate().fingerprint();
      assertThat(KeyEncryptionKey.open(key.getParent()).open(sealed, purpose)).isNotEmpty();
      assertThatThrownBy(
              () -> KeyEncryptionKey.open(key.getParent()).open(sealed, "another purpose"))
          .isInstanceOf(SealedKeyException.class);
      assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("PRIVATE");
    }
  }

  @Test
  @DisplayName(
      "Without the key-encryption key a control plane does not start, and says what to copy")
  void missingKey() throws Exception {
    authorityOfOneStart();
    Files.delete(key);
    assertThatThrownBy(this::authorityOfOneStart)
        .rootCause()
        .isInstanceOf(SealedKeyException.class)
        .hasMessageContaining(key.toString())
        .hasMessageContaining("Copy it from the control plane");
    assertThat(key).doesNotExist();
  }

  @Test
  @DisplayName("With another key-encryption key a control plane does not start, and says so")
  void wrongKey() throws Exception {
    authorityOfOneStart();
    Files.delete(key);
    KeyEncryptionKey.openOrCreate(key.getParent());
    assertThatThrownBy(this::authorityOfOneStart)
        .hasStackTraceContaining("All control planes of one database need the same file");
  }

  @Test
  @DisplayName("A damaged key-encryption key is named, and never replaced")
  void damagedKey() throws Exception {
    authorityOfOneStart();
    Files.writeString(key, "{");
    assertThatThrownBy(this::authorityOfOneStart)
        .hasStackTraceContaining("cannot be read as a key-encryption key");
    assertThat(key).hasContent("{");
  }
}
