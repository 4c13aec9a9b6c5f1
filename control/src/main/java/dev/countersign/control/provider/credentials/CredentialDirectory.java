package dev.countersign.control.provider.credentials;

import dev.countersign.control.provider.apis.ApiDirectory;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What pages show of a company's credentials. */
@Component
public class CredentialDirectory {

  private final Credentials credentials;
  private final CredentialListRepository lists;
  private final ApiDirectory apis;
  private final InstantSource clock;

  CredentialDirectory(
      Credentials credentials,
      CredentialListRepository lists,
      ApiDirectory apis,
      InstantSource clock) {
    this.credentials = credentials;
    this.lists = lists;
    this.apis = apis;
    this.clock = clock;
  }

  /** The first by name, to choose from: names by id. */
  public Map<String, String> choices(String companyId, int most) {
    return lists.choices(companyId, most);
  }

  CredentialItem get(String companyId, String id) {
    CredentialView.Versioned found = credentials.get(companyId, id);
    return CredentialItem.of(
        found.credential(),
        apis.names(companyId, found.credential().apis()),
        found.version(),
        clock.instant());
  }

  List<CredentialItem> items(String companyId, List<CredentialView> shown) {
    Set<String> ids = new HashSet<>();
    shown.forEach(one -> ids.addAll(one.apis()));
    Map<String, String> names = apis.names(companyId, ids);
    return shown.stream().map(one -> CredentialItem.of(one, names, 0, clock.instant())).toList();
  }
}
