package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.roles.DefaultRoles;
import dev.countersign.control.web.Ids;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes companies, each with the roles that every company begins with. */
@Component
public class Founding {

  private final CompanyRepository companies;
  private final DefaultRoles roles;
  private final InstantSource clock;

  Founding(CompanyRepository companies, DefaultRoles roles, InstantSource clock) {
    this.companies = companies;
    this.roles = roles;
    this.clock = clock;
  }

  /** Whether the installation has a company yet. */
  public boolean isDone() {
    return companies.any();
  }

  /** Makes the company that runs the installation; answers its id. */
  @Transactional(propagation = Propagation.MANDATORY)
  public String first(String name) {
    return found(name, true).id();
  }

  /** Makes a further company. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Company another(String name) {
    return found(name, false);
  }

  private Company found(String name, boolean first) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Company company = new Company(Ids.next(), name, first, 0, now);
    companies.insert(company);
    roles.add(company.id(), now);
    return company;
  }
}
