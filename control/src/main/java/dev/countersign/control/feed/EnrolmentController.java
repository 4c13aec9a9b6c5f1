package dev.countersign.control.feed;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.pki.issue.SigningRequest;
import dev.countersign.policy.feed.FeedProtocol;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How a gateway gets its certificate, and the next one. */
@Hidden
@RestController
@RequestMapping(FeedProtocol.ROOT)
class EnrolmentController {

  private static final int LONGEST_NAME = 253;

  private final Enrolments enrolments;
  private final FeedAuthority authority;
  private final EnrolmentThrottle throttle;

  EnrolmentController(Enrolments enrolments, FeedAuthority authority, InstantSource clock) {
    this.enrolments = enrolments;
    this.authority = authority;
    this.throttle = new EnrolmentThrottle(clock);
  }

  @PostMapping(FeedProtocol.ENROLMENTS)
  @ResponseStatus(HttpStatus.CREATED)
  EnrolledView enrol(@RequestBody EnrolmentRequest body, HttpServletRequest request) {
    if (!throttle.admits(request.getRemoteAddr())) {
      throw new ProblemException(
          ProblemType.TOO_MANY_ATTEMPTS, "Too many enrolments failed. Try again in a minute.");
    }
    try {
      return enrol(body);
    } catch (ProblemException e) {
      throttle.failed(request.getRemoteAddr());
      throw e;
    }
  }

  private EnrolledView enrol(EnrolmentRequest body) {
    FieldErrors errors = new FieldErrors();
    errors.text("name", body.name, LONGEST_NAME);
    errors.refuse();
    SigningRequest signingRequest = read(body.signingRequest);
    var enrolled = enrolments.enrol(given(body.token), given(body.name), signingRequest);
    String own = authority.certificate().toPem();
    return new EnrolledView(enrolled.gateway(), enrolled.certificate().toPem(), own);
  }

  @PostMapping(FeedProtocol.RENEWALS)
  RenewedView renew(@RequestBody RenewalRequest body, HttpServletRequest request) {
    SigningRequest signingRequest = read(body.signingRequest);
    var certificate = enrolments.renew(FeedCaller.of(request).gateway(), signingRequest);
    return new RenewedView(certificate.toPem());
  }

  private static SigningRequest read(@Nullable String pem) {
    try {
      return SigningRequest.parse(given(pem));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemType.REQUEST_MALFORMED, "signingRequest is not a PKCS#10 request in PEM.");
    }
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What a gateway enrols with. */
  record EnrolmentRequest(
      @Nullable String token, @Nullable String signingRequest, @Nullable String name) {

    @Override
    public String toString() {
      return "EnrolmentRequest[name=" + name + "]";
    }
  }

  /** What it gets. */
  record EnrolledView(String gatewayId, String certificate, String authority) {}

  /** What a gateway asks its next certificate with. */
  record RenewalRequest(@Nullable String signingRequest) {}

  /** The next certificate. */
  record RenewedView(String certificate) {}
}
