package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What stops where an API is deleted is said before, and its name typed. */
@PageController
class ApiDeletePages {

  private final Apis apis;
  private final ApiDirectory directory;

  ApiDeletePages(Apis apis, ApiDirectory directory) {
    this.apis = apis;
    this.directory = directory;
  }

  @GetMapping("/apis/{id}/delete")
  @RequiresPermission(Permission.APIS_DELETE)
  ModelAndView ask(SignedIn caller, @PathVariable String id) {
    return page(caller, directory.get(caller.companyId(), id), Form.empty());
  }

  @PostMapping("/apis/{id}/delete")
  @RequiresPermission(Permission.APIS_DELETE)
  Object delete(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    ApiDetail api = directory.get(caller.companyId(), id);
    Form form = Form.sent(sent);
    try {
      FieldErrors.requireTyped(form.value("confirm"), api.name());
      apis.delete(caller, id, null);
      Flash.done(next, "%s is deleted.".formatted(api.name()));
      return "redirect:/apis";
    } catch (ProblemException e) {
      return page(caller, api, form.refused(e));
    }
  }

  private ModelAndView page(SignedIn caller, ApiDetail api, Form form) {
    return form.page("apis/delete")
        .addObject("api", api)
        .addObject("credentials", directory.credentials(caller.companyId(), api.id()));
  }
}
