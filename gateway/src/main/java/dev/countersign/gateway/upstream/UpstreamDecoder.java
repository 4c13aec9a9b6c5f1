package dev.countersign.gateway.upstream;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's response decoder, told when the answer is one to HEAD. */
final class UpstreamDecoder extends HttpResponseDecoder {
  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_HEAD = 64 * 1024;
  private static final int MAX_CHUNK = 64 * 1024;

  private boolean toHead;

  UpstreamDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(MAX_HEAD)
            .setMaxChunkSize(MAX_CHUNK)
            .setStrictLineParsing(false)
            .setUseRfc9112TransferEncoding(true));
  }

  void nextAnswers(boolean head) {
    toHead = head;
  }

  /** Whether it was given bytes that are no part of what it has passed on. */
  boolean holdsBytes() {
    return actualReadableBytes() > 0;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return toHead || super.isContentAlwaysEmpty(message);
  }
}
