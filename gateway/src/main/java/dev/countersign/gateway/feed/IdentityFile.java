package dev.countersign.gateway.feed;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.file.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The identity on disk: one file, readable by its owner alone, replaced as a whole, so that after a
 * kill at any moment a gateway is enrolled or is not.
 */
final class IdentityFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrivateFile file;

  IdentityFile(Path dataDirectory) {
    this.file = PrivateFile.at(dataDirectory.resolve("feed-identity.json"));
  }

  /** What is on disk; empty before an enrolment. */
  Optional<FeedIdentity> read() throws EnrolmentException {
    if (!file.exists()) {
      return Optional.empty();
    }
    try {
      Stored stored = JSON.readValue(file.read(), Stored.class).whole();
      return Optional.of(
          FeedIdentity.of(
              stored.gatewayId,
              stored.certificate,
              stored.privateKey,
              Fingerprint.parse(stored.authority),
              stored.enrolledWith));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new EnrolmentException(
          "%s cannot be read. Restore it, or delete it and enrol this gateway anew."
              .formatted(file),
          e);
    }
  }

  void write(FeedIdentity identity) throws IOException {
    String content =
        JSON.writeValueAsString(
            new Stored(
                identity.gatewayId(),
                identity.held().certificatePem(),
                identity.held().privateKeyPem(),
                identity.authority().toString(),
                identity.enrolledWith()));
    file.write(content);
  }

  @SuppressWarnings("NullAway") // what is missing in the file is null
  private record Stored(
      String gatewayId,
      String certificate,
      String privateKey,
      String authority,
      String enrolledWith) {

    Stored whole() {
      if (gatewayId == null
          || certificate == null
          || privateKey == null
          || authority == null
          || enrolledWith == null) {
        throw new IllegalArgumentException("Something is missing");
      }
      return this;
    }

    @Override
    public String toString() {
      return "Stored[gatewayId=" + gatewayId + "]";
    }
  }
}
