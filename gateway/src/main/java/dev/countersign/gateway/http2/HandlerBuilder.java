package dev.countersign.gateway.http2;

import dev.countersign.gateway.Limits;
import dev.countersign.gateway.exchange.Client;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;

/** Sets Netty's HTTP/2 up with our limits, and its own against floods. */
final class HandlerBuilder
    extends AbstractHttp2ConnectionHandlerBuilder<Http2ClientHandler, HandlerBuilder> {
  private static final int RESETS = 200;
  private static final int RESETS_SECONDS = 10;
  private static final int QUEUED_CONTROL_FRAMES = 1_000;
  private static final int EMPTY_FRAMES_IN_A_ROW = 2;
  private static final int SMALL_CONTINUATIONS = 16;

  private final Client client;

  HandlerBuilder(Client client) {
    this.client = client;
    Limits limits = client.limits();
    server(true);
    initialSettings(
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(limits.streams())
            .maxHeaderListSize(limits.headerBytes())
            .initialWindowSize(Http2ClientHandler.STREAM_WINDOW));
    validateHeaders(true);
    validateRequiredPseudoHeaders(true);
    decoderEnforceMaxRstFramesPerWindow(RESETS, RESETS_SECONDS);
    encoderEnforceMaxRstFramesPerWindow(RESETS, RESETS_SECONDS);
    encoderEnforceMaxQueuedControlFrames(QUEUED_CONTROL_FRAMES);
    decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES_IN_A_ROW);
    decoderEnforceMaxSmallContinuationFrames(SMALL_CONTINUATIONS);
    gracefulShutdownTimeoutMillis(limits.drain().toMillis());
  }

  @Override
  protected Http2ClientHandler build() {
    return super.build();
  }

  @Override
  protected Http2ClientHandler build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    Http2ClientHandler handler = new Http2ClientHandler(decoder, encoder, settings, client);
    decoder.frameListener(new Frames(handler, client));
    return handler;
  }
}
