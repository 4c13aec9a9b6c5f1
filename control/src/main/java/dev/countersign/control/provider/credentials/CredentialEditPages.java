package dev.countersign.control.provider.credentials;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.provider.Picking;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import dev.countersign.pki.certificate.Fingerprint;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form of a credential, new or stored. */
@PageController
class CredentialEditPages {

  private final Credentials credentials;
  private final CredentialDirectory directory;
  private final CredentialForms forms;

  CredentialEditPages(
      Credentials credentials, CredentialDirectory directory, CredentialForms forms) {
    this.credentials = credentials;
    this.directory = directory;
    this.forms = forms;
  }

  @GetMapping("/credentials/new")
  @RequiresPermission(Permission.CREDENTIALS_CREATE)
  ModelAndView blank(SignedIn caller, @RequestParam(required = false) @Nullable String api) {
    return forms.page(
        caller, null, CredentialForm.defaults(api == null ? forms.onlyApi(caller) : api));
  }

  /** The answer shows the token: it is kept nowhere, so no redirect could. */
  @PostMapping("/credentials/new")
  @RequiresPermission(Permission.CREDENTIALS_CREATE)
  ModelAndView create(SignedIn caller, @RequestParam MultiValueMap<String, String> sent) {
    Form form = Picking.step(Form.sent(sent), Fingerprint::isWritten);
    if (Picking.isStep(Form.sent(sent))) {
      return forms.page(caller, null, form);
    }
    try {
      return forms.token(
          caller, credentials.create(caller, CredentialForm.document(form, null)).credential());
    } catch (ProblemException e) {
      return forms.page(caller, null, form.refused(e));
    }
  }

  @GetMapping("/credentials/{id}/edit")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  ModelAndView filled(SignedIn caller, @PathVariable String id) {
    CredentialItem item = directory.get(caller.companyId(), id);
    return forms.page(caller, item, CredentialForm.of(item));
  }

  @PostMapping("/credentials/{id}/edit")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  Object save(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Form form = Picking.step(Form.sent(sent), Fingerprint::isWritten);
    CredentialItem item = directory.get(caller.companyId(), id);
    if (Picking.isStep(Form.sent(sent))) {
      return forms.page(caller, item, form);
    }
    try {
      credentials.replace(
          caller, id, form.expectedVersion(), CredentialForm.document(form, item.credential()));
      Flash.done(next, "Saved. Gateways have it within a second.");
      return "redirect:/credentials/" + id;
    } catch (ProblemException e) {
      return forms.page(caller, directory.get(caller.companyId(), id), form.refused(e));
    }
  }
}
