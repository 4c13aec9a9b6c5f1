package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.provider.Picking;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import dev.countersign.pki.certificate.Fingerprint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form of an API, new or stored. */
@PageController
class ApiEditPages {

  private final Apis apis;
  private final ApiDirectory directory;
  private final AllowListPickers pickers;

  ApiEditPages(Apis apis, ApiDirectory directory, AllowListPickers pickers) {
    this.apis = apis;
    this.directory = directory;
    this.pickers = pickers;
  }

  @GetMapping("/apis/new")
  @RequiresPermission(Permission.APIS_CREATE)
  ModelAndView blank(SignedIn caller) {
    return page(caller, null, ApiForm.defaults(), List.of());
  }

  @PostMapping("/apis/new")
  @RequiresPermission(Permission.APIS_CREATE)
  Object create(
      SignedIn caller, @RequestParam MultiValueMap<String, String> sent, RedirectAttributes next) {
    Form form = Picking.step(Form.sent(sent), Fingerprint::isWritten);
    if (Picking.isStep(Form.sent(sent))) {
      return page(caller, null, form, List.of());
    }
    try {
      ApiView api = apis.create(caller, ApiForm.document(form), form.all(Picking.ADDED)).api();
      Flash.done(next, "%s is published.".formatted(api.name()));
      return "redirect:/apis/" + api.id();
    } catch (ProblemException e) {
      return page(caller, null, form.refused(e), List.of());
    }
  }

  @GetMapping("/apis/{id}/edit")
  @RequiresPermission(Permission.APIS_EDIT)
  ModelAndView filled(SignedIn caller, @PathVariable String id) {
    ApiDetail api = directory.get(caller.companyId(), id);
    return page(caller, api, ApiForm.of(api), List.of());
  }

  @PostMapping("/apis/{id}/edit")
  @RequiresPermission(Permission.APIS_EDIT)
  Object save(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Form form = Picking.step(Form.sent(sent), Fingerprint::isWritten);
    ApiDetail api = directory.get(caller.companyId(), id);
    if (Picking.isStep(Form.sent(sent))) {
      return page(caller, api, form, List.of());
    }
    try {
      apis.replace(
          caller,
          id,
          form.expectedVersion(),
          ApiForm.document(form),
          AllowListChange.of(form.all(Picking.ADDED), form.all(Picking.REMOVED)));
      Flash.done(next, "Saved. Gateways have it within a second.");
      return "redirect:/apis/" + id;
    } catch (ProblemException e) {
      return refused(caller, id, form, e);
    }
  }

  private ModelAndView refused(SignedIn caller, String id, Form form, ProblemException e) {
    ApiDetail now = directory.get(caller.companyId(), id);
    Form refused = form.refused(e);
    return page(
        caller, now, refused, refused.isStale() ? ApiForm.differences(form, now) : List.of());
  }

  private ModelAndView page(
      SignedIn caller, @Nullable ApiDetail api, Form form, List<ApiDifference> differences) {
    return form.page("apis/edit")
        .addObject("api", api)
        .addObject("picker", pickers.of(caller, api, form))
        .addObject("differences", differences);
  }
}
