package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.provider.Named;
import dev.countersign.control.provider.certificates.Warning;
import dev.countersign.control.web.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lists of a company's APIs. */
@Component
class ApiLists {

  private final ApiListRepository lists;
  private final ApiRepository apis;
  private final AllowListRepository entries;

  ApiLists(ApiListRepository lists, ApiRepository apis, AllowListRepository entries) {
    this.lists = lists;
    this.apis = apis;
    this.entries = entries;
  }

  /** With the whole allow list of each. */
  Page<ApiView> page(String companyId, ApiFilter filter, ListRequest<Named> request) {
    Page<ApiRow> page = read(companyId, filter, request);
    List<String> ids = ids(page);
    Map<String, List<String>> listed = entries.of(companyId, ids);
    Map<String, List<Warning>> weak = entries.warnings(companyId, ids);
    return page.map(row -> {
      List<String> allowList = listed.getOrDefault(row.id(), List.of());
      return ApiView.of(
          row,
          allowList,
          ApiWarnings.of(row.settings(), allowList.size(), weak.getOrDefault(row.id(), List.of())));
    });
  }

  /** With how long the allow list of each is. */
  Page<ApiItem> items(String companyId, ApiFilter filter, ListRequest<Named> request) {
    return items(companyId, read(companyId, filter, request));
  }

  /** Those of these that are the company's. */
  List<ApiItem> some(String companyId, Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : items(companyId, new Page<>(apis.find(companyId, ids), null)).items();
  }

  private Page<ApiItem> items(String companyId, Page<ApiRow> page) {
    List<String> ids = ids(page);
    Map<String, Integer> counts = entries.counts(companyId, ids);
    Map<String, List<Warning>> weak = entries.warnings(companyId, ids);
    return page.map(row ->
        ApiItem.of(row, counts.getOrDefault(row.id(), 0), weak.getOrDefault(row.id(), List.of())));
  }

  ApiCounts counts(String companyId) {
    return lists.counts(companyId);
  }

  private Page<ApiRow> read(String companyId, ApiFilter filter, ListRequest<Named> request) {
    return request.page(lists.page(companyId, filter, request));
  }

  private static List<String> ids(Page<ApiRow> page) {
    return page.items().stream().map(ApiRow::id).toList();
  }
}
