package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.accounts.SignedIn;
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

/** Open to everybody who signed in, for keys of their own; {@link ApiKeys} says what else. */
@PageController
class ApiKeyPages {

  private final ApiKeys keys;
  private final ApiKeyForm forms;
  private final KeyCommand command;

  ApiKeyPages(ApiKeys keys, ApiKeyForm forms, KeyCommand command) {
    this.keys = keys;
    this.forms = forms;
    this.command = command;
  }

  @GetMapping("/api-keys")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  ModelAndView list(
      SignedIn caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String cursor) {
    ApiKeyFilter filter = ApiKeyFilter.of(q, kind, null);
    return new ModelAndView("accounts/api-keys")
        .addObject("page", keys.page(caller, filter, PageRequest.of(cursor, null)))
        .addObject("count", keys.count(caller, filter));
  }

  @GetMapping("/api-keys/new")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  ModelAndView fresh(SignedIn caller) {
    return create(caller, ApiKeyForm.fresh());
  }

  /** Shows the key in the answer: it is in no session, and so in no database. */
  @PostMapping("/api-keys/new")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  ModelAndView create(SignedIn caller, @RequestParam MultiValueMap<String, String> sent) {
    Form form = Form.sent(sent);
    try {
      ApiKeyView made = keys.create(caller, forms.read(form));
      return new ModelAndView("accounts/api-key-made", "key", made)
          .addObject("command", command.of(made))
          .addObject("ownCertificate", command.namesOwnCertificate());
    } catch (ProblemException e) {
      return create(caller, form.refused(e));
    }
  }

  private static ModelAndView create(SignedIn caller, Form form) {
    return form.page("accounts/api-key-new").addObject("groups", ScopeGroup.of(caller));
  }

  @GetMapping("/api-keys/{id}/delete")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  ModelAndView askDelete(SignedIn caller, @PathVariable String id) {
    return Form.empty().page("accounts/api-key-delete").addObject("key", keys.get(caller, id));
  }

  @PostMapping("/api-keys/{id}/delete")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  String delete(SignedIn caller, @PathVariable String id, RedirectAttributes next) {
    ApiKeyView key = keys.get(caller, id);
    keys.delete(caller, id);
    Flash.done(next, "API key %s is deleted.".formatted(key.name()));
    return "redirect:/api-keys";
  }
}
