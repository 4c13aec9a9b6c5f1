package dev.countersign.control.feed;

import dev.countersign.control.feed.GatewayTable.GatewayCertificate;
import dev.countersign.control.web.Problem;
import dev.countersign.control.web.ProblemType;
import dev.countersign.control.web.ProblemWriter;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.feed.FeedProtocol;
import dev.countersign.policy.report.ReportFormat;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets gateways alone to the feed, judged anew for every request: the certificate whose key the
 * handshake proved is, byte for byte, one that the feed's authority issued to a gateway that was
 * not removed. Enrolment alone goes without, as whoever enrols has none yet.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class FeedGate extends OncePerRequestFilter {

  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private static final int MOST_BYTES = 64 * 1024;

  private static final String REPORTS = FeedProtocol.ROOT + FeedProtocol.REPORTS;

  private final FeedReaders readers;
  private final ProblemWriter problems;
  private final InstantSource clock;

  FeedGate(FeedReaders readers, ProblemWriter problems, InstantSource clock) {
    this.readers = readers;
    this.problems = problems;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getServletPath().startsWith("/feed/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Problem refusal = bodyTooLarge(request);
    if (refusal == null && !isEnrolment(request)) {
      refusal = judge(request);
    }
    if (refusal == null) {
      chain.doFilter(request, response);
    } else {
      problems.write(response, refusal);
    }
  }

  /**
   * Who may send a body is not yet known; what is sent has a certificate request's size. A report
   * is larger, and read only after its gateway was judged.
   */
  private static @Nullable Problem bodyTooLarge(HttpServletRequest request) {
    boolean post = request.getMethod().equals("POST");
    long length = request.getContentLengthLong();
    int most = request.getServletPath().equals(REPORTS) ? ReportFormat.MOST_BYTES : MOST_BYTES;
    return post && (length < 0 || length > most)
        ? Problem.of(
            ProblemType.BODY_TOO_LARGE,
            "A body here has a Content-Length of up to %d.".formatted(most))
        : null;
  }

  private static boolean isEnrolment(HttpServletRequest request) {
    return request.getServletPath().equals(FeedProtocol.ROOT + FeedProtocol.ENROLMENTS);
  }

  private @Nullable Problem judge(HttpServletRequest request) {
    Fingerprint proven = proven(request);
    if (proven == null) {
      return refusal(
          "gateway_certificate_required", "The feed is read with a gateway's certificate: enrol.");
    }
    try {
      return judge(request, proven);
    } catch (DataAccessException e) {
      return Problem.of(ProblemType.UNAVAILABLE, "Try again in a moment.");
    }
  }

  private @Nullable Problem judge(HttpServletRequest request, Fingerprint proven) {
    Optional<GatewayCertificate> certificate = readers.find(proven);
    if (certificate.isEmpty()) {
      return refusal(
          "gateway_unknown", "This certificate is no gateway's of this installation: enrol anew.");
    }
    if (certificate.get().removed()) {
      return removed();
    }
    if (clock.instant().isAfter(certificate.get().notAfter())) {
      return refusal(
          "gateway_certificate_expired",
          "The gateway's certificate ended at %s: enrol anew."
              .formatted(certificate.get().notAfter()));
    }
    new FeedCaller(certificate.get().gateway(), proven).attachTo(request);
    return null;
  }

  /** The leaf, whose key the handshake proved; the rest of what was sent proves nothing. */
  private static @Nullable Fingerprint proven(HttpServletRequest request) {
    if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
      try {
        return Fingerprint.of(chain[0].getEncoded());
      } catch (CertificateEncodingException e) {
        return null;
      }
    }
    return null;
  }

  static Problem removed() {
    return refusal(
        "gateway_removed", "This gateway was removed. Enrol it anew if it should read the feed.");
  }

  private static Problem refusal(String code, String detail) {
    return Problem.of(ProblemType.GATEWAY_REFUSED, code, detail);
  }
}
