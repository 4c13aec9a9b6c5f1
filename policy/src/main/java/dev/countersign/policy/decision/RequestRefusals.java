package dev.countersign.policy.decision;

import dev.countersign.policy.answer.Answer;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.decision.Refusal.Expected;
import dev.countersign.policy.routing.MalformedTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refusals before certificate and token are looked at. */
final class RequestRefusals {
  private RequestRefusals() {}

  static Refusal malformed(
      ClientConnection connection, RefusalCause cause, MalformedTargetException why) {
    return refusal(
        connection,
        RefusalCode.REQUEST_MALFORMED,
        cause,
        null,
        new Words(
            why.getMessage() + ".",
            "The caller should send a plain URL; if it does, something between it and the gateway"
                + " changes it."));
  }

  static Refusal misdirected(ClientConnection connection, String host) {
    return refusal(
        connection,
        RefusalCode.MISDIRECTED_REQUEST,
        null,
        null,
        new Words(
            ("The connection was made for “%s” and carries a request for “%s”, which treats client"
                    + " certificates differently.")
                .formatted(connection.serverName(), host),
            "The caller should open a connection of its own for each host; most clients do so by"
                + " themselves when they see this answer."));
  }

  static Refusal notFound(ClientConnection connection, boolean hostKnown, String host) {
    return hostKnown
        ? refusal(
            connection,
            RefusalCode.ROUTE_NOT_FOUND,
            RefusalCause.PATH_UNKNOWN,
            null,
            new Words(
                "No API on the host “%s” has a listen path that the request's path begins with."
                    .formatted(host),
                "The caller should check the path; the API's owner should check that the API is"
                    + " active."))
        : refusal(
            connection,
            RefusalCode.ROUTE_NOT_FOUND,
            RefusalCause.HOST_UNKNOWN,
            null,
            new Words(
                "No API is published on the host “%s”.".formatted(host),
                "The caller should check the host name; the API's owner should check the API's"
                    + " hosts and that it is active."));
  }

  static Refusal tlsRequired(ClientConnection connection, ApiConfiguration api) {
    return refusal(
        connection,
        RefusalCode.TLS_REQUIRED,
        null,
        api,
        new Words(
            "The API “%s” needs a client certificate, and the connection is not over TLS."
                .formatted(api.name()),
            "The caller should use https:// and the gateway's TLS port."));
  }

  private static Refusal refusal(
      ClientConnection connection,
      RefusalCode code,
      @Nullable RefusalCause cause,
      @Nullable ApiConfiguration api,
      Words words) {
    return new Refusal(
        Answer.of(code),
        cause,
        api,
        words.message(),
        words.advice(),
        CallCase.presented(connection, null),
        Expected.NOTHING,
        List.of());
  }
}
