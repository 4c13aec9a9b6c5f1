package dev.countersign.control.reports;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What reports are about, told by its owner. A gateway's word alone makes nothing exist, and moves
 * nothing to another company.
 */
public interface ReportedThings {

  /** Those of these APIs that exist, by id. */
  Map<String, Api> apis(Collection<String> ids);

  /** The companies of those of these credentials that exist, by id. */
  Map<String, String> companiesOfCredentials(Collection<String> ids);

  /** Those of these fingerprints that the company's store holds. */
  Set<String> stored(String companyId, Collection<String> fingerprints);

  /** A certificate of the company's store. */
  Optional<StoredCertificate> certificate(String companyId, String fingerprint);

  /** The names of those of these credentials that the company has, by id. */
  Map<String, String> credentialNames(String companyId, Collection<String> ids);

  /** The names of all the company's APIs, by id; of a bounded number. */
  Map<String, String> apiNames(String companyId);

  /** An API. */
  record Api(String id, String companyId, String name) {}

  /** A certificate of the store, as a refusal shows it beside the one that was presented. */
  record StoredCertificate(
      String id,
      String name,
      String subject,
      String issuer,
      String serial,
      Instant notBefore,
      Instant notAfter,
      boolean isCa,
      boolean revoked,
      Instant storedAt) {}
}
