package dev.countersign.gateway.exchange;

import dev.countersign.policy.decision.CallRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's head as it came, the same for HTTP/1.1 and HTTP/2. The headers are changed in place
 * on the way to the upstream.
 *
 * @param target path and query as the client wrote them
 * @param authority Host or :authority as the client wrote it
 * @param bodyLength bytes that follow; {@link #UNKNOWN} where only the end will tell
 * @param http10 whether the client speaks HTTP/1.0, and knows no chunked coding
 * @param fault why this is no request; null for one that may go on
 */
public record RequestHead(
    HttpMethod method,
    String target,
    String authority,
    HttpHeaders headers,
    long bodyLength,
    boolean http10,
    @Nullable Fault fault)
    implements CallRequest {

  /** The body's length is not declared. */
  public static final long UNKNOWN = -1;

  /** Why a head is refused before anybody looks at what it asks for. */
  public enum Fault {
    MALFORMED,
    HEAD_TOO_LARGE,
    TOO_SLOW
  }

  @Override
  public @Nullable String host() {
    return authority.isEmpty() ? null : authority;
  }

  @Override
  public List<String> headers(String name) {
    return headers.getAll(name);
  }

  @Override
  public Iterator<Map.Entry<CharSequence, CharSequence>> everyHeader() {
    return headers.iteratorCharSequence();
  }

  boolean isHead() {
    return method.equals(HttpMethod.HEAD);
  }
}
