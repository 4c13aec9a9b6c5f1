package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.idempotency.Idempotency;
import dev.countersign.control.web.Created;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Of the first company alone. */
@RestController
@RequestMapping("/api/v1/companies")
class CompaniesController {

  private final InstallationCompanies companies;
  private final Idempotency idempotency;

  CompaniesController(InstallationCompanies companies, Idempotency idempotency) {
    this.companies = companies;
    this.idempotency = idempotency;
  }

  @Operation(summary = "Make a company; its first administrator is invited by mail")
  @PostMapping
  @RequiresPermission(Permission.COMPANIES_CREATE)
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Company> create(
      ApiKeyCaller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody CompanyRequest request) {
    return idempotency.create(
        caller,
        idempotencyKey,
        "POST /companies",
        request,
        Company.class,
        () -> created(companies.create(caller, request).company()));
  }

  private static Created<Company> created(Company company) {
    return new Created<>(URI.create("/api/v1/companies/" + company.id()), null, company);
  }

  @Operation(summary = "Show a company")
  @GetMapping("/{id}")
  @RequiresPermission(Permission.COMPANIES_VIEW)
  Company get(@PathVariable String id) {
    return companies.get(id);
  }

  @Operation(summary = "Invite another first administrator to a company that has no members yet")
  @PostMapping("/{id}/administrator")
  @RequiresPermission(Permission.COMPANIES_CREATE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void inviteAgain(Caller caller, @PathVariable String id, @RequestBody FirstInvitation request) {
    companies.inviteAgain(caller, id, request.administrator());
  }

  /** The body of a request to invite another first administrator. */
  record FirstInvitation(@Nullable String administrator) {}

  @Operation(summary = "List the companies of the installation, the newest first")
  @GetMapping
  @RequiresPermission(Permission.COMPANIES_VIEW)
  Page<Company> list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return companies.page(q, PageRequest.of(cursor, limit));
  }
}
