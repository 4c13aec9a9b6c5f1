package dev.countersign.control.reports;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.overview.Attention;
import dev.countersign.control.shell.Count;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the overview: how many requests were refused today, and most often why. */
@Component
@Order(20)
class RefusalAttention implements Attention {

  private final RefusalTotals totals;
  private final InstantSource clock;

  RefusalAttention(RefusalTotals totals, InstantSource clock) {
    this.totals = totals;
    this.clock = clock;
  }

  @Override
  public List<Item> of(SignedIn person) {
    if (!person.may(Permission.REFUSALS_VIEW)) {
      return List.of();
    }
    Instant now = clock.instant();
    List<RefusedBecause> reasons = totals.between(person.companyId(), now, now);
    if (reasons.isEmpty()) {
      return List.of();
    }
    RefusedBecause most = reasons.getFirst();
    return List.of(
        new Item(
            Urgency.BAD,
            "Refused today (UTC): "
                + Count.of(reasons.stream().mapToLong(RefusedBecause::count).sum(), "request"),
            "Most often: %s (%s)."
                .formatted(Headlines.of(most.code(), most.cause()), Count.of(most.count())),
            "/refusals",
            "Look why"));
  }
}
