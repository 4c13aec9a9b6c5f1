package dev.countersign.control.trail;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.audit.AuditVerification;
import dev.countersign.control.audit.Verification;
import dev.countersign.control.overview.Attention;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the overview: a trail that somebody has changed. */
@Component
@Order(0)
class BrokenTrailAttention implements Attention {

  private final AuditVerification verification;

  BrokenTrailAttention(AuditVerification verification) {
    this.verification = verification;
  }

  @Override
  public List<Item> of(SignedIn person) {
    if (!person.may(Permission.AUDIT_VIEW)) {
      return List.of();
    }
    return verification.last(person.companyId()).map(Verification::fault).stream()
        .map(fault ->
            new Item(
                Urgency.BAD, "The audit trail is broken", fault.message(), "/audit", "Look at it"))
        .toList();
  }
}
