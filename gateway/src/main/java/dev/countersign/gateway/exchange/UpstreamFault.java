package dev.countersign.gateway.exchange;

/** What can go wrong with an upstream. */
public enum UpstreamFault {
  /** No connection was made, or it did not prove by TLS who it is: 502. */
  UNREACHABLE,
  /** No connection was made within the API's timeout: 504. */
  UNREACHABLE_IN_TIME,
  /** It answered wrongly, or not at all: 502. */
  FAILED,
  /** It did not answer within the API's timeout: 504. */
  TOO_SLOW
}
