package dev.countersign.gateway.exchange;

import dev.countersign.gateway.allowance.Excess;
import dev.countersign.policy.answer.Answer;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.decision.ClientConnection;
import dev.countersign.policy.decision.Refusal;
import dev.countersign.policy.decision.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the gateway itself refuses, whoever asks and for which API: limits, and upstreams. */
public final class Refusals {
  private Refusals() {}

  /** There is no configuration to decide by. */
  public static Refusal notReady() {
    Refusal refusal =
        Refusal.of(
            RefusalCode.NOT_READY,
            null,
            "The gateway has not loaded a configuration yet.",
            "The caller should try again in a moment. If it lasts, the operator should look at the"
                + " gateway's readiness page.");
    return new Refusal(
        refusal.answer().retryAfter(Duration.ofSeconds(1)),
        null,
        null,
        refusal.message(),
        refusal.advice(),
        refusal.presented(),
        refusal.expected(),
        refusal.similar());
  }

  /** The credential has used up its rate limit or quota. */
  public static Refusal tooMany(
      Excess excess,
      Verdict.Admitted admitted,
      Credential credential,
      ClientConnection connection,
      Instant now) {
    boolean quota = excess.code() == RefusalCode.QUOTA_EXCEEDED;
    Answer answer =
        quota
            ? Answer.quotaExceeded(now.plus(excess.delay()))
            : Answer.of(RefusalCode.RATE_LIMITED);
    return new Refusal(
        answer.retryAfter(excess.delay()),
        null,
        admitted.api(),
        "The credential “%s” is over its %s of %s."
            .formatted(credential.name(), quota ? "quota" : "rate limit", excess.allowance()),
        "The caller should wait as the answer's Retry-After says; or the API's owner should give"
            + " the"
            + " credential “%s” more.".formatted(credential.name()),
        new Refusal.Presented(
            admitted.clientCertificate(),
            List.of(),
            connection.tlsVersion(),
            connection.serverName(),
            credential.id()),
        new Refusal.Expected(List.of(), 0, Set.of()),
        List.of());
  }

  /** The request is not HTTP, or not in one meaning. */
  public static Refusal malformed(String message) {
    return Refusal.of(
        RefusalCode.REQUEST_MALFORMED,
        null,
        message + ".",
        "The caller should send its request as RFC 9110 and 9112 say; if it does, something between"
            + " it and the gateway changes it.");
  }

  /** The head is over its limit. */
  public static Refusal headTooLarge(int limit) {
    return Refusal.of(
        RefusalCode.HEADERS_TOO_LARGE,
        null,
        "The request's head is over " + limit + " bytes.",
        "The caller should send fewer or shorter headers, cookies among them.");
  }

  /** The body is over its limit. */
  public static Refusal bodyTooLarge(long limit) {
    return Refusal.of(
        RefusalCode.BODY_TOO_LARGE,
        null,
        "The request's body is over " + limit + " bytes.",
        "The caller should send less at once; or the operator should raise the gateway's limit.");
  }

  /** Head or body stopped arriving. */
  public static Refusal tooSlow() {
    return Refusal.of(
        RefusalCode.REQUEST_TIMEOUT,
        null,
        "The request did not arrive in time.",
        "The caller should send its request without long pauses, and look at its network.");
  }

  /** Request and answer together take too long. */
  static Refusal takesTooLong() {
    return Refusal.of(
        RefusalCode.UPSTREAM_TIMEOUT,
        null,
        "The request took longer than the gateway lets any request take.",
        "The caller should ask for less at once; or the operator should raise the gateway's"
            + " limit.");
  }

  static Refusal of(UpstreamFault fault, String detail, Verdict.Admitted admitted) {
    ApiConfiguration api = admitted.api();
    return Refusal.of(
        code(fault),
        api,
        "The API's own server %s failed. %s"
            .formatted(api.upstream().url().getAuthority(), sentence(detail)),
        "The API's owner should look at that server, and at its address in the API “%s”. The caller"
                .formatted(api.name())
            + " can do nothing but try again.");
  }

  private static RefusalCode code(UpstreamFault fault) {
    return switch (fault) {
      case UNREACHABLE -> RefusalCode.UPSTREAM_UNREACHABLE;
      case FAILED -> RefusalCode.UPSTREAM_FAILED;
      case UNREACHABLE_IN_TIME, TOO_SLOW -> RefusalCode.UPSTREAM_TIMEOUT;
    };
  }

  private static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }
}
