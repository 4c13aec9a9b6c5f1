package dev.countersign.gateway.feed;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.feed.FeedProtocol;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers of one authority alone, and of those only the feed's: the name in the certificate
 * is a fixed one, whatever address leads there. A control plane stands behind balancers and tunnels
 * whose names it cannot know, and nobody but its own authority can issue that name to be trusted
 * here. So the JDK's check of the address's name is replaced, not left out.
 */
final class FeedTrust extends X509ExtendedTrustManager {

  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final int DNS_NAME = 2;

  private final Fingerprint authority;
  private final InstantSource clock;

  /** Trusts the authority with this fingerprint; servers send it along. */
  FeedTrust(Fingerprint authority, InstantSource clock) {
    this.authority = authority;
    this.clock = clock;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    X509Certificate anchor = authorityIn(chain);
    X509Certificate leaf = chain[0];
    try {
      anchor.checkValidity(Date.from(clock.instant()));
      var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
    } catch (GeneralSecurityException e) {
      throw new CertificateException("The server is not of the feed's authority", e);
    }
    if (!isFeedServer(leaf)) {
      throw new CertificateException(
          "The server's certificate is not for " + FeedProtocol.SERVER_NAME);
    }
  }

  private X509Certificate authorityIn(X509Certificate[] chain) throws CertificateException {
    return Arrays.stream(chain)
        .skip(1)
        .filter(this::isAuthority)
        .findFirst()
        .orElseThrow(() ->
            new CertificateException(
                "The server is of another authority than "
                    + authority
                    + ": is this the address of the control plane that enrolled this gateway,"
                    + " or made the token?"));
  }

  private boolean isAuthority(X509Certificate certificate) {
    try {
      return Fingerprint.of(certificate.getEncoded()).equals(authority)
          && certificate.getBasicConstraints() >= 0;
    } catch (CertificateEncodingException e) {
      return false;
    }
  }

  private static boolean isFeedServer(X509Certificate leaf) throws CertificateException {
    Collection<List<?>> names = leaf.getSubjectAlternativeNames();
    List<String> usage = leaf.getExtendedKeyUsage();
    return names != null
        && names.stream().anyMatch(name -> name.equals(List.of(DNS_NAME, FeedProtocol.SERVER_NAME)))
        && usage != null
        && usage.contains(SERVER_AUTH);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("A gateway serves no feed");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("A gateway serves no feed");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("A gateway serves no feed");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
