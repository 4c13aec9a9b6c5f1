package dev.countersign.control;

import java.net.InetAddress;
import java.util.List;
import org.apache.catalina.util.NetMaskSet;

/** The proxies in front of the dashboard whose {@code X-Forwarded-For} header is believed. */
public final class TrustedProxies {

  /** The header is ignored, whoever sends it. */
  public static final TrustedProxies NONE = new TrustedProxies(new NetMaskSet());

  private final NetMaskSet networks;

  private TrustedProxies(NetMaskSet networks) {
    this.networks = networks;
  }

  /**
   * Those with these addresses.
   *
   * @param texts addresses, or networks as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException where one is neither; the message repeats it
   */
  public static TrustedProxies of(List<String> texts) {
    NetMaskSet networks = new NetMaskSet();
    texts.forEach(text -> networks.add(checked(text.strip())));
    return new TrustedProxies(networks);
  }

  /** A name would be looked up, and whoever answers for it would be believed. */
  private static String checked(String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text.replaceFirst("/.*", ""));
      int slash = text.indexOf('/');
      if (slash >= 0) {
        checkBits(Integer.parseInt(text.substring(slash + 1)), address);
      }
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"%s\" is no address or network".formatted(text), e);
    }
  }

  private static void checkBits(int bits, InetAddress address) {
    if (bits < 0 || bits > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("A network of " + bits + " bits");
    }
  }

  /** Whether this is one of them. */
  public boolean contains(InetAddress address) {
    return networks.contains(address);
  }
}
