package dev.countersign.control.reports;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why requests were refused. */
@RestController
@RequestMapping("/api/v1/refusals")
class RefusalController {

  private final Refusals refusals;

  RefusalController(Refusals refusals) {
    this.refusals = refusals;
  }

  @GetMapping
  @RequiresPermission(Permission.REFUSALS_VIEW)
  Page<RefusalSummary> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String api,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String cause,
      @RequestParam(required = false) @Nullable String certificate,
      @RequestParam(required = false) @Nullable String credential,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var filter = RefusalFilter.of(q, api, code, cause, certificate, credential, from, to);
    return refusals
        .page(caller.companyId(), filter, PageRequest.of(cursor, limit))
        .map(RefusalSummary::of);
  }

  @GetMapping("/{id}")
  @RequiresPermission(Permission.REFUSALS_VIEW)
  RefusalView get(Caller caller, @PathVariable String id) {
    return RefusalView.of(refusals.get(caller.companyId(), id));
  }
}
