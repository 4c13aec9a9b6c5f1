package dev.countersign.testkit.http;

/** What an upstream does wrong, and when. */
public enum Fault {
  /** Nothing: the request is echoed as JSON. */
  NONE,
  /** Closes with a reset before it reads a byte. */
  RESET_AT_ACCEPT(true),
  /** Sends a whole answer before it reads a byte of the request. */
  ANSWER_BEFORE_REQUEST(true),
  /** Accepts, and never reads. */
  NEVER_READ(true),
  /** Answers after the head, and never reads the body; the connection stays open. */
  ANSWER_BEFORE_BODY,
  /** Reads the request's body 1 KiB at a time with pauses of 10 ms, then echoes. */
  READ_SLOWLY,
  /** Sends 100 Continue after the head, then reads the body and echoes. */
  CONTINUE_FIRST,
  /** Reads the request and says nothing. */
  STALL_AT_RESPONSE_START,
  /** Sends head and half of the body, then nothing. */
  STALL_MID_BODY,
  /** Reads the request, then closes with a reset. */
  RESET_AT_RESPONSE_START,
  /** Sends head and half of the body, then closes with a reset. */
  RESET_MID_BODY,
  /** Reads the request, then closes in order without an answer. */
  CLOSE_WITHOUT_ANSWER,
  /** Announces more body than it sends, then closes in order. */
  LENGTH_TOO_LONG,
  /** Sends more body than it announces, and keeps the connection open. */
  LENGTH_TOO_SHORT,
  /** Announces two different lengths. */
  LENGTH_TWICE,
  /** Sends a chunk whose size is not a number. */
  BAD_CHUNK_SIZE,
  /** Sends bytes that are not HTTP, then closes. */
  GARBAGE,
  /** Sends a header field of 1 MiB. */
  HUGE_HEADER,
  /** Echoes as if the connection stayed open, then closes it in order at once. */
  CLOSE_AFTER_ANSWER,
  /** Echoes, then closes with a reset when the first byte of the next request comes. */
  CLOSE_AS_NEXT_REQUEST_COMES;

  private final boolean beforeRequest;

  Fault() {
    this(false);
  }

  Fault(boolean beforeRequest) {
    this.beforeRequest = beforeRequest;
  }

  /** Whether it happens when a connection is accepted, and not when a request was read. */
  boolean isBeforeRequest() {
    return beforeRequest;
  }
}
