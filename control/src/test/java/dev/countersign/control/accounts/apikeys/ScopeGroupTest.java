package dev.countersign.control.accounts.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScopeGroupTest {

  private static SignedIn administrator(boolean ofFirstCompany) {
    return new SignedIn(
        "company",
        "A company",
        "person",
        "Ada",
        "ada@example.com",
        ofFirstCompany,
        EnumSet.allOf(Permission.class),
        "127.0.0.1");
  }

  @Test
  @DisplayName("A1 every scope is offered once, to whoever may all of it")
  void complete() {
    assertThat(ScopeGroup.of(administrator(true)))
        .flatExtracting(ScopeGroup::choices)
        .allMatch(ScopeGroup.Choice::givable)
        .extracting(ScopeGroup.Choice::scope)
        .containsExactlyInAnyOrder(Scope.values());
  }

  @Test
  @DisplayName("A1 scopes of the installation are not offered in another company")
  void ofOneCompany() {
    assertThat(ScopeGroup.of(administrator(false)))
        .flatExtracting(ScopeGroup::choices)
        .extracting(ScopeGroup.Choice::scope)
        .isNotEmpty()
        .noneMatch(Scope::isInstallationWide);
  }
}
