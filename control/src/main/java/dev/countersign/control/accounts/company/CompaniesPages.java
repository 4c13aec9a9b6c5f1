package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.invitations.HandingOver;
import dev.countersign.control.accounts.invitations.InvitationView;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@PageController
class CompaniesPages {

  private final InstallationCompanies companies;
  private final HandingOver handing;

  CompaniesPages(InstallationCompanies companies, HandingOver handing) {
    this.companies = companies;
    this.handing = handing;
  }

  @GetMapping("/companies")
  @RequiresPermission(Permission.COMPANIES_VIEW)
  ModelAndView list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String cursor) {
    return new ModelAndView("accounts/companies")
        .addObject("page", companies.page(q, PageRequest.of(cursor, null)))
        .addObject("count", companies.count(q));
  }

  @GetMapping("/companies/new")
  @RequiresPermission(Permission.COMPANIES_CREATE)
  ModelAndView fresh() {
    return Form.empty().page("accounts/company-new");
  }

  @PostMapping("/companies/new")
  @RequiresPermission(Permission.COMPANIES_CREATE)
  Object create(
      SignedIn caller, @RequestParam MultiValueMap<String, String> sent, RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      CompanyRequest request = new CompanyRequest(form.value("name"), form.value("administrator"));
      Founded made = companies.create(caller, request);
      return invited(
          caller,
          made.administrator(),
          "Company %s is made. ".formatted(made.company().name()),
          next);
    } catch (ProblemException e) {
      return form.refused(e).page("accounts/company-new");
    }
  }

  @GetMapping("/companies/{id}/administrator")
  @RequiresPermission(Permission.COMPANIES_CREATE)
  ModelAndView askInvite(@PathVariable String id) {
    return invite(id, Form.empty());
  }

  @PostMapping("/companies/{id}/administrator")
  @RequiresPermission(Permission.COMPANIES_CREATE)
  Object invite(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      return invited(
          caller, companies.inviteAgain(caller, id, form.value("administrator")), "", next);
    } catch (ProblemException e) {
      return invite(id, form.refused(e));
    }
  }

  private String invited(
      SignedIn caller, InvitationView administrator, String done, RedirectAttributes next) {
    String onItsWay = "An invitation is on its way to %s.".formatted(administrator.email());
    Flash.done(next, done + handing.sentence(caller, administrator, onItsWay));
    return "redirect:" + handing.path(caller, administrator, "/companies");
  }

  private ModelAndView invite(String id, Form form) {
    return form.page("accounts/company-administrator").addObject("company", companies.get(id));
  }
}
