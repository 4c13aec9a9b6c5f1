package dev.countersign.gateway.http1;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's response encoder, told when the answer has no body whatever its headers say. */
final class Http1Encoder extends HttpResponseEncoder {
  private boolean bodyless;

  void nextIsBodyless(boolean value) {
    bodyless = value;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return bodyless || super.isContentAlwaysEmpty(response);
  }
}
