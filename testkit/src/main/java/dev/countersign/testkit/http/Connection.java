package dev.countersign.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** One accepted connection. */
final class Connection implements AutoCloseable {

  private static final long SLOW_PAUSE_MILLIS = 10;
  private static final int HUGE_BYTES = 1 << 20;

  private final FaultyUpstream upstream;
  private final Socket socket;
  private final RecordingInput in;
  private final OutputStream out;
  private final RequestReader reader;

  Connection(FaultyUpstream upstream, Socket socket, int number) throws IOException {
    this.upstream = upstream;
    this.socket = socket;
    this.in = new RecordingInput(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
    this.reader = new RequestReader(in, number);
  }

  byte[] received() {
    return in.recorded();
  }

  /** Serves until the client closes or a fault ends it. */
  void serve() throws IOException, InterruptedException {
    Fault atAccept = upstream.faultAtAccept();
    if (atAccept != null) {
      misbehaveAtAccept(atAccept);
      return;
    }
    ReceivedRequest head = reader.head();
    while (head != null && answer(head)) {
      head = reader.head();
    }
  }

  private void misbehaveAtAccept(Fault fault) throws IOException, InterruptedException {
    switch (fault) {
      case RESET_AT_ACCEPT -> reset();
      case ANSWER_BEFORE_REQUEST -> {
        send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly");
        upstream.stall();
      }
      default -> upstream.stall();
    }
  }

  /** Answers one request; false ends the connection. */
  private boolean answer(ReceivedRequest head) throws IOException, InterruptedException {
    Fault fault = upstream.faultOfRequest();
    if (fault == Fault.ANSWER_BEFORE_BODY) {
      upstream.record(head);
      send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly");
      upstream.stall();
      return false;
    }
    if (fault == Fault.CONTINUE_FIRST) {
      send("HTTP/1.1 100 Continue\r\n\r\n");
    }
    ReceivedRequest request =
        reader.withBody(head, fault == Fault.READ_SLOWLY ? SLOW_PAUSE_MILLIS : 0);
    upstream.record(request);
    return respond(request, fault);
  }

  private boolean respond(ReceivedRequest request, Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case STALL_AT_RESPONSE_START -> upstream.stall();
      case STALL_MID_BODY -> {
        sendHalf();
        upstream.stall();
      }
      case RESET_AT_RESPONSE_START -> reset();
      case RESET_MID_BODY -> {
        sendHalf();
        reset();
      }
      case CLOSE_WITHOUT_ANSWER -> {}
      case LENGTH_TOO_LONG -> send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
      case LENGTH_TOO_SHORT -> {
        send(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlong "
                + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsmuggl");
        upstream.stall();
      }
      case LENGTH_TWICE ->
          send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\ntwice!");
      case BAD_CHUNK_SIZE ->
          send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\nxyz\r\nno");
      case GARBAGE -> send("\u0000\u0001 this is not HTTP \u00ff\u00fe\r\n\r\n");
      case HUGE_HEADER ->
          send(
              "HTTP/1.1 200 OK\r\nX-Huge: "
                  + "x".repeat(HUGE_BYTES)
                  + "\r\nContent-Length: 0\r\n\r\n");
      case CLOSE_AFTER_ANSWER -> respondInOrder(request);
      case CLOSE_AS_NEXT_REQUEST_COMES -> {
        respondInOrder(request);
        if (in.read() >= 0) {
          reset();
        }
      }
      default -> {
        respondInOrder(request);
        return !asksToClose(request);
      }
    }
    return false;
  }

  private void respondInOrder(ReceivedRequest request) throws IOException {
    byte[] body = upstream.bodyFor(request);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(upstream.contentType(), body.length);
    out.write(head.getBytes(ISO_8859_1));
    if (!request.method().equals("HEAD")) {
      out.write(body);
    }
    out.flush();
  }

  private static boolean asksToClose(ReceivedRequest request) {
    return request.header("connection").stream().anyMatch(v -> v.equalsIgnoreCase("close"));
  }

  private void sendHalf() throws IOException {
    send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  /** Closes so that the client sees a reset, not an end. */
  private void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
