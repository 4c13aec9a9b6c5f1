package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.certificates.CertificateDirectory;
import dev.countersign.control.provider.certificates.CertificateSummary;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.Sought;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other parts show of a company's APIs. */
@Component
public class ApiDirectory {

  private final ApiRepository apis;
  private final ApiListRepository lists;
  private final AllowListRepository entries;
  private final CertificateDirectory certificates;

  ApiDirectory(
      ApiRepository apis,
      ApiListRepository lists,
      AllowListRepository entries,
      CertificateDirectory certificates) {
    this.apis = apis;
    this.lists = lists;
    this.entries = entries;
    this.certificates = certificates;
  }

  /** One API; 404 where the company has no such. */
  public ApiDetail get(String companyId, String id) {
    ApiRow row = apis.find(companyId, id).orElseThrow(() -> ProblemException.notFound("API", id));
    List<String> ids = List.of(id);
    return ApiDetail.of(
        row,
        entries.counts(companyId, ids).getOrDefault(id, 0),
        entries.warnings(companyId, ids).getOrDefault(id, List.of()));
  }

  /** The names of those of these that are the company's, by id. */
  public Map<String, String> names(String companyId, Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : lists.names(companyId, ids);
  }

  /** The first by name, to choose from: names by id. */
  public Map<String, String> choices(String companyId, int most) {
    return lists.choices(companyId, most);
  }

  /** The first listed certificates, by name, that a search finds. */
  public List<CertificateSummary> listed(
      String companyId, String id, @Nullable String q, int most) {
    return certificates.some(companyId, entries.find(companyId, id, Sought.pattern(q), most), most);
  }

  /** How many credentials may call it. */
  int credentials(String companyId, String id) {
    return lists.credentials(companyId, id);
  }
}
