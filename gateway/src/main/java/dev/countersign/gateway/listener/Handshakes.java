package dev.countersign.gateway.listener;

/** Is told of handshakes; called on event loops. */
public interface Handshakes {

  /** A handshake is over. */
  void done(boolean succeeded, long nanos);

  /** A connection was closed at once, because there are too many. */
  void turnedAway();
}
