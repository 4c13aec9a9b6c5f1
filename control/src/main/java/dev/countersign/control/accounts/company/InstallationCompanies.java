package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.invitations.InvitationView;
import dev.countersign.control.accounts.invitations.Invitations;
import dev.countersign.control.accounts.people.EmailAddress;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.Sought;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The companies of the installation, for whoever runs it. What is in them they do not see. */
@Component
class InstallationCompanies {

  private final CompanyRepository companies;
  private final Founding founding;
  private final Invitations invitations;
  private final AuditTrail audit;

  InstallationCompanies(
      CompanyRepository companies, Founding founding, Invitations invitations, AuditTrail audit) {
    this.companies = companies;
    this.founding = founding;
    this.invitations = invitations;
    this.audit = audit;
  }

  Page<Company> page(@Nullable String q, PageRequest request) {
    return Page.of(
        companies.page(Sought.text(q), request),
        request.limit(),
        company -> new Cursor(company.createdAt(), company.id()));
  }

  long count(@Nullable String q) {
    return companies.count(Sought.text(q));
  }

  Company get(String id) {
    return companies.find(id).orElseThrow(() -> ProblemException.notFound("company", id));
  }

  @Transactional
  public Founded create(Caller caller, CompanyRequest request) {
    FieldErrors errors = new FieldErrors();
    errors.name(request.name());
    EmailAddress.check(errors, "administrator", request.administrator());
    errors.refuse();
    Company company = founding.another(Objects.requireNonNull(request.name()).strip());
    audit.record(
        caller.actor(), AuditEvent.created("company", company.id(), company.name(), company));
    return new Founded(
        company,
        invitations.inviteFirst(
            caller, company.id(), Objects.requireNonNull(request.administrator())));
  }

  /** Invites another first administrator where the one before never came: their link is over. */
  @Transactional
  public InvitationView inviteAgain(
      Caller caller, String companyId, @Nullable String administrator) {
    companies.lock(companyId);
    Company company = get(companyId);
    FieldErrors errors = new FieldErrors();
    EmailAddress.check(errors, "administrator", administrator);
    if (company.members() > 0) {
      errors.add(
          "administrator", "begun", "The company has members, and they invite by themselves.");
    }
    errors.refuse();
    invitations.endAll(caller, companyId);
    return invitations.inviteFirst(caller, companyId, Objects.requireNonNull(administrator));
  }
}
