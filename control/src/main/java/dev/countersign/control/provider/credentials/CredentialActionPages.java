package dev.countersign.control.provider.credentials;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done to a credential: suspended, activated, rotated, revoked, deleted. */
@PageController
class CredentialActionPages {

  private final Credentials credentials;
  private final CredentialDirectory directory;
  private final CredentialForms forms;

  CredentialActionPages(
      Credentials credentials, CredentialDirectory directory, CredentialForms forms) {
    this.credentials = credentials;
    this.directory = directory;
    this.forms = forms;
  }

  @PostMapping("/credentials/{id}/suspend")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  String suspend(SignedIn caller, @PathVariable String id, RedirectAttributes next) {
    String name = credentials.suspend(caller, id).name();
    Flash.done(next, "%s is suspended: its token is refused from now on.".formatted(name));
    return "redirect:/credentials/" + id;
  }

  @PostMapping("/credentials/{id}/activate")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  String activate(SignedIn caller, @PathVariable String id, RedirectAttributes next) {
    String name = credentials.activate(caller, id).name();
    Flash.done(next, "%s works again.".formatted(name));
    return "redirect:/credentials/" + id;
  }

  @GetMapping("/credentials/{id}/rotate")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  ModelAndView askToRotate(SignedIn caller, @PathVariable String id) {
    return page("credentials/rotate", caller, id, Form.of(Map.of("overlap", "24h")));
  }

  @PostMapping("/credentials/{id}/rotate")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  ModelAndView rotate(
      SignedIn caller, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
    Form form = Form.sent(sent);
    String overlap = form.value("overlap");
    try {
      Rotation rotation = new Rotation(overlap.isEmpty() ? null : overlap);
      return forms.token(caller, credentials.rotate(caller, id, rotation).credential());
    } catch (ProblemException e) {
      return page("credentials/rotate", caller, id, form.refused(e));
    }
  }

  @GetMapping("/credentials/{id}/revoke")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  ModelAndView askToRevoke(SignedIn caller, @PathVariable String id) {
    return page("credentials/revoke", caller, id, Form.empty());
  }

  @PostMapping("/credentials/{id}/revoke")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  Object revoke(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      requireName(caller, id, form);
      String name = credentials.revoke(caller, id).name();
      Flash.done(next, "%s is revoked for good.".formatted(name));
      return "redirect:/credentials/" + id;
    } catch (ProblemException e) {
      return page("credentials/revoke", caller, id, form.refused(e));
    }
  }

  @GetMapping("/credentials/{id}/delete")
  @RequiresPermission(Permission.CREDENTIALS_DELETE)
  ModelAndView askToDelete(SignedIn caller, @PathVariable String id) {
    return page("credentials/delete", caller, id, Form.empty());
  }

  @PostMapping("/credentials/{id}/delete")
  @RequiresPermission(Permission.CREDENTIALS_DELETE)
  Object delete(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      String name = requireName(caller, id, form);
      credentials.delete(caller, id, null);
      Flash.done(next, "%s is deleted.".formatted(name));
      return "redirect:/credentials";
    } catch (ProblemException e) {
      return page("credentials/delete", caller, id, form.refused(e));
    }
  }

  private String requireName(SignedIn caller, String id, Form form) {
    String name = directory.get(caller.companyId(), id).credential().name();
    FieldErrors.requireTyped(form.value("confirm"), name);
    return name;
  }

  private ModelAndView page(String template, SignedIn caller, String id, Form form) {
    return form.page(template).addObject("item", directory.get(caller.companyId(), id));
  }
}
