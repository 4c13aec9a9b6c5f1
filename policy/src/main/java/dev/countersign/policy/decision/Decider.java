package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.Authentication.AuthToken;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.MutualTls;
import dev.countersign.policy.routing.HostName;
import dev.countersign.policy.routing.MalformedTargetException;
import dev.countersign.policy.routing.RequestTarget;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.policy.snapshot.Token;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether calls are let in: host and target, then the API, TLS, the certificate, and the
 * token, in this order (G27). Thread-safe; one is enough for a process.
 */
public final class Decider {
  private final InstantSource clock;
  private final CertificateJudge certificates = new CertificateJudge();

  public Decider(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The verdict on this request, now. Ask for every request (G7): what can be kept from one to the
   * next is kept in here and in the connection.
   */
  public Verdict decide(Snapshot snapshot, CallRequest request, ClientConnection connection) {
    RequestTarget target;
    try {
      target = RequestTarget.parse(request.target());
    } catch (MalformedTargetException e) {
      return refused(RequestRefusals.malformed(connection, RefusalCause.TARGET_MALFORMED, e));
    }
    String host;
    try {
      String authority = target.authority();
      host = HostName.ofRequest(authority == null ? request.host() : authority);
    } catch (MalformedTargetException e) {
      return refused(RequestRefusals.malformed(connection, RefusalCause.HOST_MALFORMED, e));
    }
    return isMisdirected(snapshot, connection, host)
        ? refused(RequestRefusals.misdirected(connection, host))
        : route(snapshot, request, connection, host, target);
  }

  /**
   * Whether a call to this API with this certificate and this credential would be let in now: the
   * same judgement, without routing and token.
   *
   * @param credentialId null to leave the token out
   * @return why not; empty where it would
   * @throws IllegalArgumentException when the snapshot has no such API or credential
   */
  public Optional<Refusal> check(
      Snapshot snapshot, String apiId, ClientConnection connection, @Nullable String credentialId) {
    ApiConfiguration api = snapshot.api(apiId);
    if (api == null) {
      throw new IllegalArgumentException("There is no API " + apiId);
    }
    CallCase call = new CallCase(snapshot, api, connection, clock.instant());
    Refusal refusal = needsCertificate(api) ? judgeCertificate(call).refusal() : null;
    if (refusal == null && credentialId != null) {
      Credential credential = snapshot.credential(credentialId);
      if (credential == null) {
        throw new IllegalArgumentException("There is no credential " + credentialId);
      }
      refusal =
          CredentialJudge.isOwn(call, credential)
              ? CredentialJudge.judge(call, credential, null)
              : TokenRefusals.unknown(call);
    }
    return Optional.ofNullable(refusal);
  }

  /** G9: proof for one host is none for a host that asks otherwise. */
  private static boolean isMisdirected(
      Snapshot snapshot, ClientConnection connection, String host) {
    String serverName = connection.serverName();
    return serverName != null
        && !serverName.equals(host)
        && !snapshot.routes().sameCertificatePolicy(serverName, host);
  }

  private Verdict route(
      Snapshot snapshot,
      CallRequest request,
      ClientConnection connection,
      String host,
      RequestTarget target) {
    ApiConfiguration api;
    try {
      api = snapshot.routes().match(host, target);
    } catch (MalformedTargetException e) {
      return refused(RequestRefusals.malformed(connection, RefusalCause.TARGET_MALFORMED, e));
    }
    if (api == null) {
      return refused(RequestRefusals.notFound(connection, snapshot.routes().reaches(host), host));
    }
    return admit(new CallCase(snapshot, api, connection, clock.instant()), request, host, target);
  }

  private Verdict admit(CallCase call, CallRequest request, String host, RequestTarget target) {
    Certificate accepted = null;
    if (needsCertificate(call.api())) {
      CertificateFinding finding = judgeCertificate(call);
      if (finding.refusal() != null) {
        return refused(finding.refusal());
      }
      accepted = finding.accepted();
    }
    String forward = ForwardTarget.of(call.api(), target);
    return switch (call.api().authentication()) {
      case Authentication.None none ->
          new Verdict.Admitted(call.api(), null, host, forward, null, accepted);
      case AuthToken wanted -> judgeToken(call, request, wanted, target, host, forward, accepted);
    };
  }

  private static Verdict judgeToken(
      CallCase call,
      CallRequest request,
      AuthToken wanted,
      RequestTarget target,
      String host,
      String forward,
      @Nullable Certificate accepted) {
    return switch (GivenToken.in(request, wanted, target)) {
      case GivenToken.NotFound(RefusalCause cause) -> refused(TokenRefusals.notFound(call, cause));
      case GivenToken.Found(String given) -> {
        Token token = CredentialJudge.find(call, given);
        if (token == null) {
          yield refused(TokenRefusals.unknown(call));
        }
        Credential credential = token.credential();
        Refusal refusal = CredentialJudge.judge(call, credential, token.accepted().until());
        String remove = wanted.forward() ? null : GivenToken.headerOf(wanted);
        yield refusal != null
            ? refused(refusal)
            : new Verdict.Admitted(call.api(), credential, host, forward, remove, accepted);
      }
    };
  }

  /** Looks at the certificate, or at what the connection remembers of it (G7). */
  private CertificateFinding judgeCertificate(CallCase call) {
    if (!call.connection().isTls()) {
      return CertificateFinding.refusedAlways(
          RequestRefusals.tlsRequired(call.connection(), call.api()));
    }
    CertificateFinding known =
        call.connection().remembered(call.snapshot(), call.api(), call.now());
    if (known != null) {
      return known;
    }
    CertificateFinding found = certificates.judge(call);
    call.connection().remember(call.snapshot(), call.api(), found);
    return found;
  }

  private static boolean needsCertificate(ApiConfiguration api) {
    return api.mutualTls().mode() != MutualTls.Mode.OFF;
  }

  private static Verdict refused(Refusal refusal) {
    return new Verdict.Refused(refusal);
  }
}
