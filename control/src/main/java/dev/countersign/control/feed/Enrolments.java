package dev.countersign.control.feed;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.issue.SigningRequest;
import dev.countersign.policy.feed.EnrolmentToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes gateways of those who hold a token, and renews the certificates of those that are. */
@Service
class Enrolments {

  static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final EnrolmentTable tokens;
  private final GatewayTable gateways;
  private final FeedAuthority authority;
  private final AuditTrail audit;
  private final InstantSource clock;

  Enrolments(
      JdbcClient jdbc,
      GatewayTable gateways,
      FeedAuthority authority,
      AuditTrail audit,
      InstantSource clock) {
    this.tokens = new EnrolmentTable(jdbc);
    this.gateways = gateways;
    this.authority = authority;
    this.audit = audit;
    this.clock = clock;
  }

  /** A token that enrols one gateway within the hour. It is shown now and never again. */
  @Transactional
  Issued issueToken(Caller caller) {
    Issued issued = issueToken();
    audit.record(
        caller.actor(),
        new AuditEvent(
            "gateway.enrolment-created",
            "gateway",
            "",
            "enrolment token",
            null,
            new AuditedEnrolment(issued.expiresAt())));
    return issued;
  }

  /** For the gateway that this process starts beside itself: nobody is asked, nobody is named. */
  @Transactional
  Issued issueToken() {
    EnrolmentToken token = EnrolmentToken.random(authority.certificate().fingerprint());
    Instant now = clock.instant();
    tokens.insert(token.hash(), now, now.plus(TOKEN_LIFE));
    return new Issued(token, now.plus(TOKEN_LIFE));
  }

  /** Uses the token up, and makes a gateway of its holder. */
  @Transactional
  Enrolled enrol(String token, String name, SigningRequest request) {
    var known = EnrolmentToken.parse(token).orElseThrow(Enrolments::unknownToken);
    Instant now = clock.instant();
    if (!tokens.use(known.hash(), now)) {
      throw unknownToken();
    }
    String gateway = Ids.next();
    Certificate certificate = authority.issueGateway(request, gateway);
    gateways.insert(gateway, name, false, now);
    gateways.insertCertificate(gateway, certificate, now);
    tokens.usedBy(known.hash(), gateway);
    return new Enrolled(gateway, certificate);
  }

  private static ProblemException unknownToken() {
    return new ProblemException(
        ProblemType.ENROLMENT_REFUSED,
        """
        The enrolment token is unknown, was used, or is over an hour old. \
        Make a new one: POST /api/v1/gateways/enrolments.\
        """);
  }

  /** A further certificate for the same gateway; the one that it has stays good until its end. */
  @Transactional
  Certificate renew(String gateway, SigningRequest request) {
    Certificate certificate = authority.issueGateway(request, gateway);
    gateways.insertCertificate(gateway, certificate, clock.instant());
    return certificate;
  }

  /** What the audit trail keeps of a token. */
  private record AuditedEnrolment(Instant expiresAt) {}

  /** A token, and until when it works. */
  record Issued(EnrolmentToken token, Instant expiresAt) {}

  /** A gateway that was enrolled just now. */
  record Enrolled(String gateway, Certificate certificate) {}
}
