package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.roles.Roles;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@PageController
class CompanyPages {

  private final CompanyProfile profile;
  private final Roles roles;

  CompanyPages(CompanyProfile profile, Roles roles) {
    this.profile = profile;
    this.roles = roles;
  }

  @GetMapping("/company")
  @RequiresPermission(Permission.COMPANY_SETTINGS)
  ModelAndView show(SignedIn caller) {
    return show(caller, CompanyForm.of(profile.get(caller)));
  }

  @PostMapping("/company")
  @RequiresPermission(Permission.COMPANY_SETTINGS)
  Object change(
      SignedIn caller, @RequestParam MultiValueMap<String, String> sent, RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      profile.change(caller, form.expectedVersion(), CompanyForm.read(form));
      Flash.done(next, "The settings are saved.");
      return "redirect:/company";
    } catch (ProblemException e) {
      return show(caller, form.refused(e));
    }
  }

  private ModelAndView show(SignedIn caller, Form form) {
    return form.page("accounts/company")
        .addObject("version", profile.get(caller).version())
        .addObject("roles", roles.all(caller));
  }
}
