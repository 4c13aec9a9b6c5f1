package dev.countersign.control.reports;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.policy.report.RefusalRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** "Why was I refused?", for people. */
@PageController
class RefusalPages {

  private final RefusalLists list;
  private final RefusalDetails detail;

  RefusalPages(RefusalLists list, RefusalDetails detail) {
    this.list = list;
    this.detail = detail;
  }

  @GetMapping("/refusals")
  @RequiresPermission(Permission.REFUSALS_VIEW)
  ModelAndView list(
      SignedIn person,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String api,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String cause,
      @RequestParam(required = false) @Nullable String certificate,
      @RequestParam(required = false) @Nullable String credential,
      @RequestParam(required = false) @Nullable String cursor) {
    var filter = RefusalFilter.of(q, api, code, cause, certificate, credential, null, null);
    return new ModelAndView(
        "reports/refusals",
        "list",
        list.of(person.companyId(), filter, PageRequest.of(cursor, null)));
  }

  /** Where the box for a pasted id, or for an answer that has one, leads. */
  @GetMapping("/refusals/find")
  @RequiresPermission(Permission.REFUSALS_VIEW)
  ModelAndView find(SignedIn person, @RequestParam(defaultValue = "") String id) {
    String pasted = RefusalRecord.idIn(id).orElse(id.strip());
    return pasted.isEmpty()
        ? new ModelAndView("redirect:/refusals")
        : missingOr(person, pasted, "redirect:/refusals/" + encoded(pasted));
  }

  @GetMapping("/refusals/{id}")
  @RequiresPermission(Permission.REFUSALS_VIEW)
  ModelAndView detail(SignedIn person, @PathVariable String id) {
    return missingOr(person, id, "reports/refusal");
  }

  /** A refusal that has no record is no fault of who asks: the page says what may have happened. */
  private ModelAndView missingOr(SignedIn person, String id, String view) {
    try {
      RefusalDetailPage refusal = detail.of(person.companyId(), id);
      return view.startsWith("redirect:")
          ? new ModelAndView(view)
          : new ModelAndView(view, "refusal", refusal);
    } catch (ProblemException e) {
      if (!e.problem().code().equals(ProblemType.NOT_FOUND.code())) {
        throw e;
      }
      ModelAndView page = new ModelAndView("reports/missing");
      page.addObject("id", id.length() > 64 ? id.substring(0, 64) + "…" : id);
      page.addObject("detail", e.problem().detail());
      page.setStatus(HttpStatus.NOT_FOUND);
      return page;
    }
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
