package dev.countersign.gateway.http1;

import dev.countersign.gateway.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's request decoder, which is strict already, with an eye on the head's raw bytes: what it
 * would repair (folded lines, odd white space) is marked for refusal. It also tells whether a head
 * has begun to arrive.
 */
final class Http1Decoder extends HttpRequestDecoder {
  private static final int MAX_CHUNK = 64 * 1024;

  private final HeadBytes headBytes = new HeadBytes();
  private boolean inHead = true;

  Http1Decoder(Limits limits) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.headerBytes())
            .setMaxHeaderSize(limits.headerBytes())
            .setMaxChunkSize(MAX_CHUNK)
            .setInitialBufferSize(512)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true)
            .setAllowDuplicateContentLengths(false));
  }

  /** Whether a head's first bytes are here and its last are not. */
  boolean isMidHead() {
    return inHead && (headBytes.any() || actualReadableBytes() > 0);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (!inHead) {
      super.decode(ctx, in, out);
      inHead = endsMessage(out);
      return;
    }
    int from = in.readerIndex();
    int before = out.size();
    super.decode(ctx, in, out);
    headBytes.look(in, from, in.readerIndex());
    if (out.size() > before) {
      if (out.get(before) instanceof HttpMessage message && headBytes.isOdd()) {
        message.setDecoderResult(
            io.netty.handler.codec.DecoderResult.failure(
                new IllegalArgumentException("A request's head has odd white space")));
      }
      headBytes.reset();
      inHead = endsMessage(out);
    }
  }

  private static boolean endsMessage(List<Object> out) {
    return !out.isEmpty() && out.getLast() instanceof LastHttpContent;
  }
}
