package dev.countersign.control.reports;

import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.shell.NavigationBadge;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many requests were refused today, beside the place of the refusals. */
@Component
class RefusalBadge implements NavigationBadge {

  private final RefusalTotals totals;

  RefusalBadge(RefusalTotals totals) {
    this.totals = totals;
  }

  @Override
  public String place() {
    return "/refusals";
  }

  @Override
  public @Nullable Badge of(SignedIn person) {
    long today = totals.today(person.companyId());
    return today == 0 ? null : new Badge(today, true);
  }
}
