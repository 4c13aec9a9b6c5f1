package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.web.ProblemException;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredCompanies implements Companies {

  private final CompanyRepository companies;

  StoredCompanies(CompanyRepository companies) {
    this.companies = companies;
  }

  @Override
  public String first() {
    return companies.first();
  }

  @Override
  public List<String> all() {
    return companies.all();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(String companyId) {
    companies.hold(companyId);
  }

  @Override
  public String name(String companyId) {
    return companies
        .name(companyId)
        .orElseThrow(() -> ProblemException.notFound("company", companyId));
  }
}
