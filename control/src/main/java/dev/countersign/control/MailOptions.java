package dev.countersign.control;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mail server, and in whose name mails are sent.
 *
 * @param from as in {@code countersign@example.com}
 * @param patience how long the server may take for a step
 */
public record MailOptions(
    String host, int port, Tls tls, Optional<Login> login, String from, Duration patience) {

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);

  /** How the connection to the mail server is protected. */
  public enum Tls {
    /** Begins in clear and must turn to TLS before anything is said. */
    STARTTLS(587),
    /** TLS from the first byte. */
    IMPLICIT(465),
    /** Not at all: for a server on this machine or in a network of its own. */
    NONE(25);

    private final int usualPort;

    Tls(int usualPort) {
      this.usualPort = usualPort;
    }

    /** Where such a server usually listens. */
    public int usualPort() {
      return usualPort;
    }

    /** As options name it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who signs in to the mail server. */
  public record Login(String user, String password) {

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /** Refuses what cannot work, or would send a password in clear. */
  public MailOptions {
    if (host.isBlank()) {
      throw new IllegalArgumentException("The mail server needs a host name.");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("The mail server's port is 1 to 65535.");
    }
    if (tls == Tls.NONE && login.isPresent()) {
      throw new IllegalArgumentException(
          "Without TLS the mail server's password would be sent in clear.");
    }
    address(from);
  }

  /** Made of what options say; an absent port is the usual one. */
  public static MailOptions of(
      String host, @Nullable Integer port, Tls tls, Optional<Login> login, String from) {
    return new MailOptions(
        host, port == null ? tls.usualPort() : port, tls, login, from, USUAL_PATIENCE);
  }

  /** The sender. */
  public InternetAddress sender() {
    return address(from);
  }

  private static InternetAddress address(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      if (address.getAddress().indexOf('@') < 0) {
        throw new AddressException("No domain");
      }
      return address;
    } catch (AddressException e) {
      throw new IllegalArgumentException(
          "Mails need a sender's address, as in countersign@example.com.", e);
    }
  }
}
