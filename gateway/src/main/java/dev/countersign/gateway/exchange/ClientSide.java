package dev.countersign.gateway.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of an exchange: an HTTP/1.1 connection or an HTTP/2 stream. Everything is
 * called on its event loop.
 */
public interface ClientSide {

  /** Sends an interim answer (1xx). */
  void interim(HttpResponseStatus status, HttpHeaders headers);

  /** Starts the answer. */
  void head(AnswerHead head);

  /** Sends, and takes over, a part of the body. */
  void body(ByteBuf data);

  /** Ends the answer. */
  void end(@Nullable HttpHeaders trailers);

  /** Cuts an answer that has begun, so that nobody takes it for whole. */
  void abort();

  /** Whether more of the body should be sent now. */
  boolean isWritable();

  /** So many bytes of the request's body have left memory; as many more may come. */
  void consumed(int bytes);

  /** No more of the request's body will be read. */
  void stopReceiving();

  /** What was sent since the last flush should go out. */
  void flush();
}
