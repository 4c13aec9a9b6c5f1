package dev.countersign.gateway.steps;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.HopByHop;
import dev.countersign.gateway.exchange.ReservedHeaders;
import dev.countersign.gateway.exchange.Step;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Removes what concerns the client's connection alone (G42), and every header by which a client
 * could pass for the gateway: claims of a client certificate (G40), of who called (G42), and
 * spellings that shadow a name which frames the message.
 */
final class CleanHeaders implements Step {

  @Override
  public Outcome take(Exchange exchange) {
    HttpHeaders headers = exchange.request().headers();
    HopByHop.remove(headers);
    boolean keepCaller = exchange.client().isTrustedPeer();
    List<CharSequence> lies = null;
    Iterator<Map.Entry<CharSequence, CharSequence>> each = headers.iteratorCharSequence();
    while (each.hasNext()) {
      CharSequence name = each.next().getKey();
      if (ReservedHeaders.claimsCertificate(name)
          || ReservedHeaders.shadows(name)
          || (ReservedHeaders.claimsCaller(name)
              && !(keepCaller && ReservedHeaders.isProperlySpelt(name)))) {
        lies = lies == null ? new ArrayList<>(4) : lies;
        lies.add(name);
      }
    }
    if (lies != null) {
      lies.forEach(headers::remove);
    }
    return Outcome.GO_ON;
  }
}
