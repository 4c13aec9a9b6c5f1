package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.roles.RoleChoice;
import dev.countersign.control.accounts.roles.RoleName;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.EntityTag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The settings of the caller's own company. */
@Component
class CompanyProfile {

  private final SettingsRepository settings;
  private final RoleChoice roles;
  private final AuditTrail audit;

  CompanyProfile(SettingsRepository settings, RoleChoice roles, AuditTrail audit) {
    this.settings = settings;
    this.roles = roles;
    this.audit = audit;
  }

  CompanyView.Versioned get(Caller caller) {
    return view(settings.find(caller.companyId()).orElseThrow());
  }

  @Transactional
  public CompanyView.Versioned change(
      Caller caller, @Nullable String ifMatch, CompanyDocument document) {
    Settings before = settings.lock(caller.companyId()).orElseThrow();
    EntityTag.check(ifMatch, before.version());
    Settings after =
        new SettingsReader(
                ids -> roles.named(caller.companyId(), ids).stream().map(RoleName::id).toList())
            .read(before, document);
    settings.update(after);
    audit.record(
        caller.actor(),
        AuditEvent.changed(
            "company",
            after.companyId(),
            after.name(),
            CompanyView.of(before),
            CompanyView.of(after)));
    return view(after);
  }

  private static CompanyView.Versioned view(Settings settings) {
    return new CompanyView.Versioned(CompanyView.of(settings), settings.version());
  }
}
