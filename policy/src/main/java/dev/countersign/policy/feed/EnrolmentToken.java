package dev.countersign.policy.feed;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.TokenHash;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gateway enrols with: 256 random bits that work once, and the fingerprint of the feed's
 * authority, so that the gateway knows whom to trust before it sends them.
 */
public final class EnrolmentToken {

  private static final String PREFIX = "cse_";
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}\\.([A-Za-z0-9_-]{43})");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;
  private final Fingerprint authority;

  private EnrolmentToken(String text, Fingerprint authority) {
    this.text = text;
    this.authority = authority;
  }

  /** A new one, for gateways that shall trust this authority. */
  public static EnrolmentToken random(Fingerprint authority) {
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    String text =
        PREFIX + BASE64.encodeToString(secret) + "." + BASE64.encodeToString(authority.toBytes());
    return new EnrolmentToken(text, authority);
  }

  /** Reads a token's text; empty when it cannot be one. */
  public static Optional<EnrolmentToken> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] sha256 = Base64.getUrlDecoder().decode(parts.group(1));
    return Optional.of(new EnrolmentToken(text, Fingerprint.fromBytes(sha256)));
  }

  /** The fingerprint of the only authority to trust. */
  public Fingerprint authority() {
    return authority;
  }

  /** What may be kept of it: enough to know it again. */
  public TokenHash hash() {
    return TokenHash.of(text);
  }

  /** The token itself, for the one answer that shows it and the one request that sends it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "EnrolmentToken[not shown]";
  }
}
