package dev.countersign.control.feed;

import dev.countersign.pki.issue.HeldCertificate;
import dev.countersign.policy.feed.FeedProtocol;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The certificate by which the feed port shows that it is the feed's. It is made at start, and made
 * anew after two thirds of its life while running; its key is in memory alone.
 *
 * <p>It carries one fixed name, whatever the address: a control plane is reached by balancer,
 * container or tunnel under names that it cannot know, and only the feed's own authority issues
 * this name at all.
 */
@Component
class FeedServerCertificate {

  private static final Duration LIFE = Duration.ofDays(30);
  private static final Duration RENEWED_AFTER = Duration.ofDays(20);

  private final FeedAuthority authority;
  private final InstantSource clock;
  private volatile Issued issued;

  FeedServerCertificate(FeedAuthority authority, InstantSource clock) {
    this.authority = authority;
    this.clock = clock;
    this.issued = issue();
  }

  /** The certificate to show now; a handshake that began with the one before ends with it. */
  Issued current() {
    Issued now = issued;
    return isDue(now) ? renew() : now;
  }

  X509Certificate authority() {
    return authority.x509();
  }

  private synchronized Issued renew() {
    if (isDue(issued)) {
      issued = issue();
    }
    return issued;
  }

  private boolean isDue(Issued certificate) {
    return !clock.instant().isBefore(certificate.renewAt);
  }

  private Issued issue() {
    HeldCertificate held = authority.issueServer(List.of(FeedProtocol.SERVER_NAME), LIFE);
    X509Certificate[] chain = {held.x509(), authority.x509()};
    return new Issued(held, chain, clock.instant().plus(RENEWED_AFTER));
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Issued(HeldCertificate held, X509Certificate[] chain, Instant renewAt) {}
}
