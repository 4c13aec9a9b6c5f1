package dev.countersign.control.provider.certificates;

import dev.countersign.control.database.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The CAs of a company's store. */
@Repository
class AuthorityRepository {

  private static final int MOST_OF_A_NAME = 20;

  private static final String NAMED =
      CertificateRepository.COLUMNS
          + """
          WHERE c.company_id = :company AND c.subject_hash = ANY (:subjectHashes) AND c.is_ca
          ORDER BY c.not_after DESC, c.id LIMIT :most
          """;

  /** None where no CA is listed, which is as cheap to know as that none is unused. */
  private static final String UNUSED =
      CertificateRepository.COLUMNS
          + """
          WHERE c.company_id = :company AND c.is_ca AND c.revoked_at IS NULL
              AND c.not_before <= :now AND c.not_after >= :now
              AND EXISTS (SELECT FROM provider.certificates_unused u
                  WHERE u.company_id = c.company_id AND u.certificate_id = c.id)
              AND EXISTS (SELECT FROM provider.certificates ca
                  JOIN provider.allow_list l
                      ON l.company_id = ca.company_id AND l.certificate_id = ca.id
                  WHERE ca.company_id = :company AND ca.is_ca)
          LIMIT :most
          """;

  private final JdbcClient jdbc;

  AuthorityRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those whose subjects have these hashes; of very many of one name those that end last. */
  List<CertificateRow> named(String companyId, Collection<Long> subjectHashes) {
    return jdbc.sql(NAMED)
        .param("company", companyId)
        .param("subjectHashes", subjectHashes.toArray(Long[]::new))
        .param("most", MOST_OF_A_NAME * subjectHashes.size())
        .query(CertificateRepository::read)
        .list();
  }

  /** Some that work now and that nothing names; none where no CA is listed. */
  List<CertificateRow> unused(String companyId, Instant now, int most) {
    return jdbc.sql(UNUSED)
        .param("company", companyId)
        .param("now", Times.parameter(now))
        .param("most", most)
        .query(CertificateRepository::read)
        .list();
  }
}
