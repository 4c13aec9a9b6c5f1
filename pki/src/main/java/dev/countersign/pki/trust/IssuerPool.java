package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.ChainingName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where issuers come from beside what the client sent: a company's CA certificates, by subject. One
 * lookup must not cost more when the store grows.
 */
@FunctionalInterface
public interface IssuerPool {

  /** The CA certificates with this subject. */
  Collection<Certificate> withSubject(ChainingName subject);

  static IssuerPool empty() {
    return subject -> List.of();
  }

  /** A pool of these certificates, indexed once. */
  static IssuerPool of(Collection<Certificate> certificates) {
    Map<ChainingName, List<Certificate>> bySubject =
        certificates.stream().collect(Collectors.groupingBy(Certificate::subjectName));
    return subject -> bySubject.getOrDefault(subject, List.of());
  }
}
