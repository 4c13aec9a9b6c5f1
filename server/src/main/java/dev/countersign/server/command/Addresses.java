package dev.countersign.server.command;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses as people type them. */
final class Addresses {

  private Addresses() {}

  /** Plain HTTP on loopback, TLS on any other address. */
  static String controlUrl(String bind, int port) {
    return (isLoopback(bind) ? "http://" : "https://") + display(bind) + ":" + port;
  }

  static String plainUrl(String bind, int port) {
    return "http://" + display(bind) + ":" + port;
  }

  /** {@code localhost} for loopback, since certificates name it so. */
  static String display(String bind) {
    if (isLoopback(bind) || bind.equals("0.0.0.0") || bind.equals("::")) {
      return "localhost";
    }
    return bind.indexOf(':') >= 0 ? "[" + bind + "]" : bind;
  }

  private static boolean isLoopback(String bind) {
    try {
      return InetAddress.getAllByName(bind)[0].isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
