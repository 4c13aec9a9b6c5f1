package dev.countersign.gateway.feed;

import dev.countersign.gateway.feed.FeedClient.Answer;
import dev.countersign.pki.issue.HeldCertificate;
import dev.countersign.pki.issue.SigningRequest;
import dev.countersign.policy.feed.FeedProtocol;
import dev.countersign.policy.feed.FeedUnavailableException;
import java.io.IOException;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The identity that a running gateway shows, and how it gets the next one. */
final class IdentityInUse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IdentityInUse.class);

  private final FeedAddress address;
  private final IdentityFile file;
  private final InstantSource clock;
  private volatile InUse inUse;

  IdentityInUse(FeedAddress address, IdentityFile file, FeedIdentity known, InstantSource clock) {
    this.address = address;
    this.file = file;
    this.clock = clock;
    this.inUse = use(known);
  }

  private InUse use(FeedIdentity identity) {
    FeedTrust trust = new FeedTrust(identity.authority(), clock);
    return new InUse(identity, FeedClient.as(identity, address, trust));
  }

  FeedAddress address() {
    return address;
  }

  FeedIdentity current() {
    return inUse.identity;
  }

  FeedClient client() {
    return inUse.client;
  }

  void requireUnexpired() throws FeedUnavailableException {
    if (current().isExpiredAt(clock.instant())) {
      throw new FeedUnavailableException(
          """
          The gateway's certificate for the feed ended at %s. Make a token at the control plane \
          (POST /api/v1/gateways/enrolments) and start the gateway with --enrolment-token.\
          """
              .formatted(current().notAfter()));
    }
  }

  /**
   * Gets the next certificate, over a new key, where two thirds of this one's life are over. The
   * one before stays good until its end, so an answer that is lost costs nothing.
   */
  synchronized boolean renewIfDue() throws IOException, InterruptedException {
    FeedIdentity old = current();
    var now = clock.instant();
    if (now.isBefore(old.renewAt()) || old.isExpiredAt(now)) {
      return false;
    }
    FeedIdentity renewed = old.with(renewed(old));
    file.write(renewed);
    replace(use(renewed));
    LOG.atInfo()
        .addKeyValue("notAfter", renewed.notAfter())
        .log("The gateway's certificate for the feed is renewed");
    return true;
  }

  private HeldCertificate renewed(FeedIdentity old) throws IOException, InterruptedException {
    KeyPair key = SigningRequest.newKey();
    String request = SigningRequest.create(key, old.gatewayId()).toPem();
    byte[] body = FeedJson.write(Map.of("signingRequest", request));
    try (Answer answer = client().post(FeedProtocol.RENEWALS, body)) {
      if (answer.status() != 200) {
        throw new IOException(FeedJson.problem(answer).detail());
      }
      return FeedJson.certificate(FeedJson.read(answer.bytes()), key);
    }
  }

  /** What asks by the old client gets its answer; the client then ends by itself. */
  private void replace(InUse next) {
    FeedClient old = inUse.client;
    inUse = next;
    old.retire();
  }

  @Override
  public void close() {
    inUse.client.close();
  }

  private record InUse(FeedIdentity identity, FeedClient client) {}
}
