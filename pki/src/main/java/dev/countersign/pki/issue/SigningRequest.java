package dev.countersign.pki.issue;

import java.io.IOException;
import java.io.StringReader;
import java.security.KeyPair;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A PKCS#10 request whose signature proves that the sender holds the private key. */
public final class SigningRequest {
  private static final int MAX_CHARACTERS = 16 * 1024;

  private final PKCS10CertificationRequest request;

  private SigningRequest(PKCS10CertificationRequest request) {
    this.request = request;
  }

  /** A new P-256 key to ask a certificate for. */
  public static KeyPair newKey() {
    return KeyPairs.generate();
  }

  /** Asks for a certificate over this key. */
  public static SigningRequest create(KeyPair key, String commonName) {
    var subject =
        new X500NameBuilder(RFC4519Style.INSTANCE).addRDN(RFC4519Style.cn, commonName).build();
    try {
      var signer =
          new JcaContentSignerBuilder(KeyPairs.signatureAlgorithm(key.getPrivate()))
              .build(key.getPrivate());
      return new SigningRequest(
          new JcaPKCS10CertificationRequestBuilder(subject, key.getPublic()).build(signer));
    } catch (OperatorCreationException e) {
      throw new IllegalArgumentException("This key cannot sign", e);
    }
  }

  /**
   * Reads a request and checks its proof of possession.
   *
   * @throws IllegalArgumentException when it is no request, or its signature is not by its own key
   */
  public static SigningRequest parse(String pem) {
    if (pem.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("The certificate request is too large");
    }
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof PKCS10CertificationRequest request) {
        requireProof(request);
        return new SigningRequest(request);
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("The certificate request cannot be read or proven", e);
    }
    throw new IllegalArgumentException("The PEM text holds no CERTIFICATE REQUEST");
  }

  private static void requireProof(PKCS10CertificationRequest request) {
    try {
      var verifier =
          new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo());
      if (!request.isSignatureValid(verifier)) {
        throw new IllegalArgumentException("The signature is not by the request's own key");
      }
    } catch (OperatorCreationException | PKCSException e) {
      throw new IllegalArgumentException("The request's signature cannot be checked", e);
    }
  }

  /** The request as PEM. */
  public String toPem() {
    try {
      return "-----BEGIN CERTIFICATE REQUEST-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(request.getEncoded())
          + "\n-----END CERTIFICATE REQUEST-----\n";
    } catch (IOException e) {
      throw new IllegalStateException("A request that was read can be written", e);
    }
  }

  PKCS10CertificationRequest request() {
    return request;
  }
}
