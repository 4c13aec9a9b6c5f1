package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@PageController
class RolePages {

  private final Roles roles;

  RolePages(Roles roles) {
    this.roles = roles;
  }

  @GetMapping("/roles")
  @RequiresPermission(Permission.ROLES_VIEW)
  ModelAndView list(SignedIn caller) {
    return new ModelAndView("accounts/roles", "roles", roles.all(caller));
  }

  @GetMapping("/roles/new")
  @RequiresPermission(Permission.ROLES_CREATE)
  ModelAndView fresh(SignedIn caller) {
    return create(caller, Form.empty());
  }

  @PostMapping("/roles/new")
  @RequiresPermission(Permission.ROLES_CREATE)
  Object create(
      SignedIn caller, @RequestParam MultiValueMap<String, String> sent, RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      RoleView role = roles.create(caller, document(form)).role();
      Flash.done(next, "Role %s is made.".formatted(role.name()));
      return "redirect:/roles/" + role.id();
    } catch (ProblemException e) {
      return create(caller, form.refused(e));
    }
  }

  private static ModelAndView create(SignedIn caller, Form form) {
    return form.page("accounts/role-new").addObject("groups", PermissionGroup.of(caller));
  }

  @GetMapping("/roles/{id}")
  @RequiresPermission(Permission.ROLES_VIEW)
  ModelAndView show(SignedIn caller, @PathVariable String id) {
    RoleView.Versioned found = roles.get(caller, id);
    RoleView role = found.role();
    Form form =
        new Form(
            Map.of(
                "name",
                List.of(role.name()),
                "permissions",
                role.permissions().stream().map(Permission::toString).toList(),
                Form.VERSION,
                List.of(Long.toString(found.version()))),
            null);
    return show(caller, id, form);
  }

  @PostMapping("/roles/{id}")
  @RequiresPermission(Permission.ROLES_EDIT)
  Object change(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      RoleView role = roles.replace(caller, id, form.expectedVersion(), document(form)).role();
      Flash.done(next, "Role %s is changed.".formatted(role.name()));
      return "redirect:/roles/" + id;
    } catch (ProblemException e) {
      return show(caller, id, form.refused(e));
    }
  }

  private ModelAndView show(SignedIn caller, String id, Form form) {
    RoleView.Versioned found = roles.get(caller, id);
    return form.page("accounts/role")
        .addObject("role", found.role())
        .addObject("version", found.version())
        .addObject("groups", PermissionGroup.of(caller));
  }

  @GetMapping("/roles/{id}/delete")
  @RequiresPermission(Permission.ROLES_DELETE)
  ModelAndView askDelete(SignedIn caller, @PathVariable String id) {
    return askDelete(caller, id, Form.empty());
  }

  @PostMapping("/roles/{id}/delete")
  @RequiresPermission(Permission.ROLES_DELETE)
  Object delete(SignedIn caller, @PathVariable String id, RedirectAttributes next) {
    RoleView role = roles.get(caller, id).role();
    try {
      roles.delete(caller, id, null);
      Flash.done(next, "Role %s is deleted.".formatted(role.name()));
      return "redirect:/roles";
    } catch (ProblemException e) {
      return askDelete(caller, id, Form.empty().refused(e));
    }
  }

  private ModelAndView askDelete(SignedIn caller, String id, Form form) {
    return form.page("accounts/role-delete").addObject("role", roles.get(caller, id).role());
  }

  private static RoleDocument document(Form form) {
    return new RoleDocument(form.value("name"), permissions(form.all("permissions")));
  }

  /** What no checkbox sends is refused as REST refuses it. */
  private static Set<Permission> permissions(List<String> chosen) {
    try {
      return chosen.stream().map(Permission::parse).collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      FieldErrors errors = new FieldErrors();
      errors.add("permissions", "malformed", "Choose among the permissions below.");
      errors.refuse();
      return Set.of();
    }
  }
}
