package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.web.ProblemException;
import java.util.List;
import org.springframework.stereotype.Component;

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
  public String name(String companyId) {
    return companies
        .name(companyId)
        .orElseThrow(() -> ProblemException.notFound("company", companyId));
  }
}
