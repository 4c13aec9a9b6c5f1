package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.testing.RunningControl;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateKeyTest {

  @ParameterizedTest
  @EnumSource(CertificateKey.class)
  @DisplayName("S3 whatever certificates are sorted by, an index has the order")
  void index(CertificateKey key) throws SQLException {
    String first =
        CertificateRepository.COLUMNS
            + "WHERE c.company_id = 'any'\n"
            + ListRequest.first(key, 5).sql().replace(":rows", "6");
    assertThat(RunningControl.shared().planInOrder(first)).contains("Index").doesNotContain("Sort");
  }
}
