package dev.countersign.gateway.feed;

import dev.countersign.gateway.feed.FeedClient.Answer;
import dev.countersign.pki.issue.HeldCertificate;
import dev.countersign.pki.issue.SigningRequest;
import dev.countersign.policy.feed.EnrolmentToken;
import dev.countersign.policy.feed.FeedProtocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a gateway of this installation, once, by a one-time token. */
public final class Enrolment {

  private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

  private Enrolment() {}

  /** Whether this data directory holds what an enrolment gave. */
  public static boolean isEnrolled(Path dataDirectory) throws EnrolmentException {
    return new IdentityFile(dataDirectory).read().isPresent();
  }

  /**
   * Enrols, unless this very token has done so before: a start command may keep the token for ever.
   * Another token enrols anew, also where the gateway was enrolled before.
   *
   * <p>It trusts the authority that the token names and no other. The private key is made here and
   * leaves this machine never.
   *
   * @throws EnrolmentException when it failed; the message says what to do
   */
  public static void enrol(
      FeedAddress address, String token, Path dataDirectory, InstantSource clock)
      throws EnrolmentException, InterruptedException {
    EnrolmentToken parsed = parse(token);
    IdentityFile file = new IdentityFile(dataDirectory);
    if (hasDoneSo(file, parsed)) {
      return;
    }
    FeedIdentity identity = ask(address, parsed, clock);
    try {
      file.write(identity);
    } catch (IOException e) {
      throw new EnrolmentException(
          "The token is used, but what it gave could not be written: %s. Make a new token."
              .formatted(e.getMessage()),
          e);
    }
    LOG.atInfo()
        .addKeyValue("gateway", identity.gatewayId())
        .addKeyValue("control", address)
        .log("This gateway is enrolled");
  }

  private static EnrolmentToken parse(String token) throws EnrolmentException {
    return EnrolmentToken.parse(token)
        .orElseThrow(() ->
            new EnrolmentException(
                "This is no enrolment token. Copy all of it, from cse_ to its end; "
                    + "POST /api/v1/gateways/enrolments makes one."));
  }

  private static boolean hasDoneSo(IdentityFile file, EnrolmentToken token)
      throws EnrolmentException {
    Optional<FeedIdentity> known = file.read();
    return known.isPresent() && known.get().enrolledWith().equals(token.hash().toString());
  }

  private static FeedIdentity ask(FeedAddress address, EnrolmentToken token, InstantSource clock)
      throws EnrolmentException, InterruptedException {
    KeyPair key = SigningRequest.newKey();
    String name = hostName();
    byte[] body =
        FeedJson.write(
            Map.of(
                "token", token.reveal(),
                "name", name,
                "signingRequest", SigningRequest.create(key, name).toPem()));
    FeedTrust trust = new FeedTrust(token.authority(), clock);
    try (FeedClient client = FeedClient.anonymous(address, trust);
        Answer answer = client.post(FeedProtocol.ENROLMENTS, body)) {
      if (answer.status() != 201) {
        throw new EnrolmentException(
            "The control plane refused the enrolment: " + FeedJson.problem(answer).detail());
      }
      return identity(FeedJson.read(answer.bytes()), key, token);
    } catch (ConnectException e) {
      throw new EnrolmentException(
          "The control plane's feed cannot be reached at %s: %s. Is it running, and is that its feed port (8444 where not set)?"
              .formatted(address, FeedJson.reason(e)),
          e);
    } catch (IOException e) {
      throw new EnrolmentException(
          """
          The enrolment at %s failed: %s. If the next attempt says that the token was used, its \
          answer was lost: make a new token.\
          """
              .formatted(address, FeedJson.reason(e)),
          e);
    }
  }

  private static FeedIdentity identity(
      Map<String, String> answer, KeyPair key, EnrolmentToken token)
      throws EnrolmentException, IOException {
    HeldCertificate held = FeedJson.certificate(answer, key);
    String gatewayId = FeedJson.required(answer, "gatewayId");
    return new FeedIdentity(gatewayId, held, token.authority(), token.hash().toString());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "gateway";
    }
  }
}
