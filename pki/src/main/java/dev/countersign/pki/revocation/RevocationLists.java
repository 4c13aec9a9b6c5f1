package dev.countersign.pki.revocation;

import dev.countersign.pki.certificate.Certificate;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The lists that paths are judged by, and the certificates that may have signed them beside those
 * in the path. Both are the operator's: their number and size are not bounded by a search's budget.
 */
public final class RevocationLists {
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final CertStore store;
  private final List<RevocationList> lists;

  private RevocationLists(CertStore store, Collection<RevocationList> lists) {
    this.store = store;
    this.lists = List.copyOf(lists);
  }

  /** Lists that are signed by the CAs in the path themselves. */
  public static RevocationLists of(Collection<RevocationList> lists) {
    return of(lists, List.of());
  }

  /** Lists of which some are signed by others: by a CA's other key, or by a CRL issuer. */
  public static RevocationLists of(
      Collection<RevocationList> lists, Collection<Certificate> signers) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", PROVIDER);
      List<Object> all = new ArrayList<>();
      for (RevocationList list : lists) {
        all.add(list.x509());
      }
      for (Certificate signer : signers) {
        all.add(factory.generateCertificate(new ByteArrayInputStream(signer.der())));
      }
      return new RevocationLists(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)), lists);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The revocation lists' signers cannot be read", e);
    }
  }

  /** When the first of the lists that are current at this instant ends. */
  public Instant nextUpdateAfter(Instant at) {
    return lists.stream()
        .flatMap(list -> list.nextUpdate().stream())
        .filter(due -> !due.isBefore(at))
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /** For validators of the JDK's shape. */
  public CertStore certStore() {
    return store;
  }
}
