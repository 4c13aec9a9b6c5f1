package dev.countersign.gateway.upstream;

import dev.countersign.gateway.exchange.RequestHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Set;

/** What a request's head says to the upstream of this connection: its name, and the framing. */
final class RequestFraming {
  private static final Set<HttpMethod> IDEMPOTENT =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS,
          HttpMethod.TRACE,
          HttpMethod.PUT,
          HttpMethod.DELETE);
  private static final Set<HttpMethod> USUALLY_WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private RequestFraming() {}

  /** Sets Host, and exactly one framing, which is ours whatever the client's was. */
  static void apply(RequestHead head, UpstreamAddress address) {
    HttpHeaders headers = head.headers();
    headers.set(HttpHeaderNames.HOST, address.authority());
    headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
    if (head.bodyLength() == RequestHead.UNKNOWN) {
      headers.remove(HttpHeaderNames.CONTENT_LENGTH);
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    } else if (head.bodyLength() > 0 || USUALLY_WITH_BODY.contains(head.method())) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, head.bodyLength());
    } else {
      headers.remove(HttpHeaderNames.CONTENT_LENGTH);
    }
  }

  /** RFC 9110, section 9.2.2. */
  static boolean isIdempotent(HttpMethod method) {
    return IDEMPOTENT.contains(method);
  }
}
