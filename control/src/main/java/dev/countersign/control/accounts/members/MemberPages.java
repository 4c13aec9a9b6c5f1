package dev.countersign.control.accounts.members;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.apikeys.ApiKeys;
import dev.countersign.control.accounts.roles.RoleName;
import dev.countersign.control.accounts.roles.Roles;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@PageController
class MemberPages {

  private final Members members;
  private final Roles roles;
  private final ApiKeys keys;

  MemberPages(Members members, Roles roles, ApiKeys keys) {
    this.members = members;
    this.roles = roles;
    this.keys = keys;
  }

  @GetMapping("/members")
  @RequiresPermission(Permission.MEMBERS_VIEW)
  ModelAndView list(
      SignedIn caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String role,
      @RequestParam(required = false) @Nullable String cursor) {
    MemberFilter filter = new MemberFilter(q, role);
    return new ModelAndView("accounts/members")
        .addObject("page", members.page(caller, filter, PageRequest.of(cursor, null)))
        .addObject("count", members.count(caller, filter))
        .addObject("roles", roles.all(caller));
  }

  @GetMapping("/members/{id}")
  @RequiresPermission(Permission.MEMBERS_VIEW)
  ModelAndView show(SignedIn caller, @PathVariable String id) {
    MemberView.Versioned found = members.get(caller, id);
    Form form =
        new Form(
            Map.of(
                "roles",
                found.member().roles().stream().map(RoleName::id).toList(),
                Form.VERSION,
                List.of(Long.toString(found.version()))),
            null);
    return show(caller, id, form);
  }

  @PostMapping("/members/{id}")
  @RequiresPermission(Permission.MEMBERS_EDIT)
  Object change(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Form form = Form.sent(sent);
    try {
      MemberDocument document = new MemberDocument(Set.copyOf(form.all("roles")));
      MemberView member = members.change(caller, id, form.expectedVersion(), document).member();
      Flash.done(next, "The roles of %s are changed.".formatted(member.name()));
      return "redirect:/members/" + id;
    } catch (ProblemException e) {
      return show(caller, id, form.refused(e));
    }
  }

  private ModelAndView show(SignedIn caller, String id, Form form) {
    MemberView.Versioned found = members.get(caller, id);
    return form.page("accounts/member")
        .addObject("member", found.member())
        .addObject("version", found.version())
        .addObject("roles", roles.all(caller));
  }

  @GetMapping("/members/{id}/remove")
  @RequiresPermission(Permission.MEMBERS_DELETE)
  ModelAndView askRemove(SignedIn caller, @PathVariable String id) {
    return askRemove(caller, id, Form.empty());
  }

  @PostMapping("/members/{id}/remove")
  @RequiresPermission(Permission.MEMBERS_DELETE)
  Object remove(SignedIn caller, @PathVariable String id, RedirectAttributes next) {
    MemberView member = members.get(caller, id).member();
    try {
      members.remove(caller, id, null);
      Flash.done(next, "%s is no member any more.".formatted(member.name()));
      return "redirect:/members";
    } catch (ProblemException e) {
      return askRemove(caller, id, Form.empty().refused(e));
    }
  }

  private ModelAndView askRemove(SignedIn caller, String id, Form form) {
    return form.page("accounts/member-remove")
        .addObject("member", members.get(caller, id).member())
        .addObject("keys", keys.countOwnedBy(caller, id));
  }
}
