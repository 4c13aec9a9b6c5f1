package dev.countersign.gateway.upstream;

import dev.countersign.gateway.exchange.AnswerHead;
import dev.countersign.gateway.exchange.HopByHop;
import dev.countersign.gateway.exchange.RequestHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;

/** Reads the head of an upstream's answer. */
final class ResponseHead {
  private ResponseHead() {}

  static AnswerHead read(HttpResponse response, HttpMethod method) {
    HttpHeaders headers = response.headers();
    int status = response.status().code();
    boolean bodyless = method.equals(HttpMethod.HEAD) || status == 204 || status == 304;
    long length = HttpUtil.getContentLength(response, RequestHead.UNKNOWN);
    HopByHop.remove(headers);
    if (status == 204) {
      headers.remove(HttpHeaderNames.CONTENT_LENGTH);
      length = RequestHead.UNKNOWN;
    }
    return new AnswerHead(response.status(), headers, length, bodyless);
  }

  /** Whether the connection can be used again once the answer is here. */
  static boolean keepsConnection(HttpResponse response) {
    return HttpUtil.isKeepAlive(response)
        && (HttpUtil.isContentLengthSet(response)
            || HttpUtil.isTransferEncodingChunked(response)
            || response.status().code() == 204
            || response.status().code() == 304);
  }

  static void clean(HttpHeaders headers) {
    HopByHop.remove(headers);
  }
}
