package dev.countersign.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.RunningControl;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {"apis", "credentials"})
  @DisplayName("S3 whatever APIs and credentials are sorted by, an index has the order")
  void index(String table) throws SQLException {
    for (Named.Key key : Named.Key.values()) {
      String first =
          "SELECT id FROM provider.%s WHERE company_id = 'any'\n%s"
              .formatted(table, ListRequest.first(key, 5).sql().replace(":rows", "6"));
      assertThat(RunningControl.shared().planInOrder(first))
          .as(key.toString())
          .contains("Index")
          .doesNotContain("Sort");
    }
  }
}
