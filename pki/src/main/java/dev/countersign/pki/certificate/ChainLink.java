package dev.countersign.pki.certificate;

import java.io.IOException;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Whether one uploaded certificate belongs above another. Orders a file; trusts nobody. */
final class ChainLink {
  private ChainLink() {}

  /** By name, and by signature where its algorithm is one that the JDK can check. */
  static boolean issued(Certificate issuer, Certificate child) {
    return issuer.subjectName().equals(child.issuerName()) && mayHaveSigned(issuer, child);
  }

  private static boolean mayHaveSigned(Certificate issuer, Certificate child) {
    try {
      return new X509CertificateHolder(child.der())
          .isSignatureValid(
              new JcaContentVerifierProviderBuilder()
                  .build(new X509CertificateHolder(issuer.der())));
    } catch (IOException
        | CertException
        | OperatorCreationException
        | java.security.cert.CertificateException
        | RuntimeException notCheckable) {
      return true;
    }
  }
}
