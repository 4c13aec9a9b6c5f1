package dev.countersign.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * The head of an answer, free of what concerns only one connection.
 *
 * @param length bytes of the body; {@link RequestHead#UNKNOWN} where only the end will tell
 * @param bodyless whether this answer has no body whatever its headers say (HEAD, 204, 304)
 */
public record AnswerHead(
    HttpResponseStatus status, HttpHeaders headers, long length, boolean bodyless) {}
