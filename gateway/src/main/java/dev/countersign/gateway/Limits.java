package dev.countersign.gateway;

import java.time.Duration;

/**
 * What one client, or all of them, may use up.
 *
 * @param connections open client connections; more are closed at once
 * @param connectionsPerPeer the same from one address. By default no fewer: behind one address
 *     there may be all clients of a NAT or a balancer
 * @param handshake from the connection's start to the end of its TLS handshake
 * @param headerTime from the first byte of a request's head to its last: 408
 * @param idle a connection without a request is closed after this
 * @param stall a body, or an answer that is not read, may stand still for so long
 * @param request a request and its answer take so long at most
 * @param headerBytes of a request's head: 431
 * @param bodyBytes of a request: 413
 * @param discardBytes of a refused request's body that are read and thrown away to keep the
 *     connection
 * @param pipelined HTTP/1.1 messages that wait behind the one being answered; then no more are read
 * @param streams concurrent requests of an HTTP/2 connection
 * @param controlFrames HTTP/2 frames that carry no request, per ten seconds, besides those that
 *     requests and answers bring with them
 * @param drain how long requests may take after shutdown began
 * @param upstreamConnections to one upstream address, in equal parts for each event loop; as many
 *     requests wait for one, and more are answered 502
 */
public record Limits(
    int connections,
    int connectionsPerPeer,
    Duration handshake,
    Duration headerTime,
    Duration idle,
    Duration stall,
    Duration request,
    int headerBytes,
    long bodyBytes,
    long discardBytes,
    int pipelined,
    int streams,
    int controlFrames,
    Duration drain,
    int upstreamConnections) {

  /** What fits most. */
  public static Limits defaults() {
    return new Limits(
        20_000,
        20_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(75),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        32 * 1024,
        100L * 1024 * 1024,
        256 * 1024,
        64,
        100,
        2_000,
        Duration.ofSeconds(30),
        4_096);
  }

  /** With another limit of open connections, in all and from one address. */
  public Limits withConnections(int all, int perPeer) {
    return new Limits(
        all,
        perPeer,
        handshake,
        headerTime,
        idle,
        stall,
        request,
        headerBytes,
        bodyBytes,
        discardBytes,
        pipelined,
        streams,
        controlFrames,
        drain,
        upstreamConnections);
  }

  /** With other times for a handshake, a head, and a connection without request. */
  public Limits withTimes(Duration handshakeTime, Duration head, Duration idleTime) {
    return new Limits(
        connections,
        connectionsPerPeer,
        handshakeTime,
        head,
        idleTime,
        stall,
        request,
        headerBytes,
        bodyBytes,
        discardBytes,
        pipelined,
        streams,
        controlFrames,
        drain,
        upstreamConnections);
  }

  /** With other times for a standing body or answer, a whole request, and the drain. */
  public Limits withRequestTimes(Duration stallTime, Duration requestTime, Duration drainTime) {
    return new Limits(
        connections,
        connectionsPerPeer,
        handshake,
        headerTime,
        idle,
        stallTime,
        requestTime,
        headerBytes,
        bodyBytes,
        discardBytes,
        pipelined,
        streams,
        controlFrames,
        drainTime,
        upstreamConnections);
  }

  /** With other sizes of a request. */
  public Limits withSizes(int head, long body) {
    return new Limits(
        connections,
        connectionsPerPeer,
        handshake,
        headerTime,
        idle,
        stall,
        request,
        head,
        body,
        discardBytes,
        pipelined,
        streams,
        controlFrames,
        drain,
        upstreamConnections);
  }

  /** With another limit of connections to one upstream address. */
  public Limits withUpstreamConnections(int toOneAddress) {
    return new Limits(
        connections,
        connectionsPerPeer,
        handshake,
        headerTime,
        idle,
        stall,
        request,
        headerBytes,
        bodyBytes,
        discardBytes,
        pipelined,
        streams,
        controlFrames,
        drain,
        toOneAddress);
  }
}
