package dev.countersign.policy.decision;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a decision reads of a request; the transport's own request object implements it. */
public interface CallRequest {

  /** The Host header or :authority as sent; null where there is none. */
  @Nullable String host();

  /** The request line's target or :path, as sent. */
  String target();

  /** Every value of a header, in their order. The name is given in lower case. */
  List<String> headers(String name);

  /** Every header field, names in any case. */
  Iterator<Map.Entry<CharSequence, CharSequence>> everyHeader();
}
