package dev.countersign.gateway.exchange;

import dev.countersign.policy.answer.Answer;
import dev.countersign.policy.answer.ProblemJson;
import dev.countersign.policy.decision.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Sends a refusal as {@code application/problem+json}, with an id of its own. */
final class RefusalAnswer {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] FAULT =
      "{\"type\":\"about:blank\",\"title\":\"Internal error\",\"status\":500,\"code\":\"internal_error\"}"
          .getBytes(StandardCharsets.UTF_8);

  private RefusalAnswer() {}

  static int send(Exchange exchange, ClientSide client, Refusal refusal) {
    String id = newId();
    exchange.client().observer().refused(exchange, refusal, id);
    Answer answer = refusal.answer();
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    if (answer.wwwAuthenticate() != null) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, answer.wwwAuthenticate());
    }
    if (answer.retryAfter() != null) {
      long seconds = Math.max(1, answer.retryAfter().plusNanos(999_999_999).toSeconds());
      headers.set(HttpHeaderNames.RETRY_AFTER, seconds);
    }
    send(exchange, client, answer.status(), headers, ProblemJson.render(answer, id));
    return answer.status();
  }

  static int sendFault(Exchange exchange, ClientSide client) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    send(exchange, client, 500, headers, FAULT);
    return 500;
  }

  private static void send(
      Exchange exchange, ClientSide client, int status, HttpHeaders headers, byte[] body) {
    headers.set(HttpHeaderNames.CONTENT_TYPE, ProblemJson.CONTENT_TYPE);
    headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    boolean head = exchange.request().isHead();
    client.head(new AnswerHead(HttpResponseStatus.valueOf(status), headers, body.length, head));
    if (!head) {
      client.body(Unpooled.wrappedBuffer(body));
    }
    client.end(null);
  }

  private static String newId() {
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    return "rf_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
