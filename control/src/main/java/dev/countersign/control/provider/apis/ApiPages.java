package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.provider.CurlCommand;
import dev.countersign.control.provider.Named;
import dev.countersign.control.web.PageController;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of APIs, and one of them. */
@PageController
class ApiPages {

  /** Of a longer allow list, the search finds the rest. */
  private static final int SHOWN = 100;

  private final ApiLists lists;
  private final ApiDirectory apis;
  private final CurlCommand curl;

  ApiPages(ApiLists lists, ApiDirectory apis, CurlCommand curl) {
    this.lists = lists;
    this.apis = apis;
    this.curl = curl;
  }

  @GetMapping("/apis")
  @RequiresPermission(Permission.APIS_VIEW)
  String list(
      SignedIn caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String show,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    model.addAttribute("counts", lists.counts(caller.companyId()));
    model.addAttribute(
        "page",
        lists.items(caller.companyId(), ApiFilter.of(q, show), Named.list(sort, cursor, null)));
    return "apis/list";
  }

  @GetMapping("/apis/{id}")
  @RequiresPermission(Permission.APIS_VIEW)
  String detail(
      SignedIn caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String q,
      Model model) {
    ApiDetail api = apis.get(caller.companyId(), id);
    model.addAttribute("api", api);
    model.addAttribute("listed", apis.listed(caller.companyId(), id, q, SHOWN));
    model.addAttribute(
        "curl",
        curl.call(
            api.hosts(),
            api.listenPath(),
            api.enforcesMutualTls(),
            api.asksForToken() ? CurlCommand.Token.placeholder(api.tokenHeader()) : null));
    model.addAttribute("gatewayKnown", curl.knowsGateway());
    return "apis/detail";
  }
}
