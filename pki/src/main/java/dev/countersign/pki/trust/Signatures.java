package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Fingerprint;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Who signed whom, within one search: each pair of certificate and key is checked once, so that
 * many certificates over one key cost one check.
 */
final class Signatures {
  private final SearchBudget budget;
  private final Map<Pair, Boolean> checked = new HashMap<>();

  private record Pair(Fingerprint certificate, Fingerprint key) {}

  Signatures(SearchBudget budget) {
    this.budget = budget;
  }

  /** Whether the issuer's key signed the certificate. Algorithms without objection only. */
  boolean signed(PathCertificate certificate, PathCertificate issuer) {
    Pair pair = new Pair(certificate.certificate().fingerprint(), issuer.keyFingerprint());
    Boolean known = checked.get(pair);
    if (known != null) {
      return known;
    }
    budget.spendSignatures(1);
    boolean valid = check(certificate, issuer.key());
    checked.put(pair, valid);
    return valid;
  }

  private static boolean check(PathCertificate certificate, SubjectPublicKeyInfo key) {
    try {
      AlgorithmIdentifier algorithm = certificate.structure().getSignatureAlgorithm();
      Signature signature = Signature.getInstance(AlgorithmRules.jcaName(algorithm));
      if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
        signature.setParameter(pssParameters(algorithm));
      }
      signature.initVerify(publicKey(key));
      signature.update(certificate.signedPart());
      return signature.verify(certificate.structure().getSignature().getOctets());
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      // A key of another kind, or a signature that is none.
      return false;
    }
  }

  private static PSSParameterSpec pssParameters(AlgorithmIdentifier algorithm)
      throws GeneralSecurityException, IOException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
    parameters.init(algorithm.getParameters().toASN1Primitive().getEncoded("DER"));
    return parameters.getParameterSpec(PSSParameterSpec.class);
  }

  private static PublicKey publicKey(SubjectPublicKeyInfo key)
      throws GeneralSecurityException, IOException {
    return KeyFactory.getInstance(keyAlgorithm(key))
        .generatePublic(new X509EncodedKeySpec(key.getEncoded("DER")));
  }

  private static String keyAlgorithm(SubjectPublicKeyInfo key) {
    var oid = key.getAlgorithm().getAlgorithm();
    if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    return oid.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : "Ed25519";
  }
}
