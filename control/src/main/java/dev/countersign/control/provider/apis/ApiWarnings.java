package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.certificates.Warning;
import java.util.ArrayList;
import java.util.List;

/** What works and still deserves a look in an API's settings. */
final class ApiWarnings {

  private ApiWarnings() {}

  static List<Warning> of(ApiSettings settings, int entries, List<Warning> weak) {
    List<Warning> warnings = new ArrayList<>();
    if (settings.tolerateServerAuth()) {
      warnings.add(
          new Warning(
              "tolerates_server_auth",
              "Certificates made for servers are let in too: whoever runs a listed server, or one"
                  + " under a listed CA, can call this API as a client."));
    }
    if (settings.enforcesMutualTls() && entries == 0) {
      warnings.add(new Warning("allow_list_empty", "Nobody is let in: the allow list is empty."));
    }
    if (!settings.enforcesMutualTls() && settings.authentication().equals(ApiSettings.NONE)) {
      warnings.add(
          new Warning("open", "Everybody is let in: neither certificate nor token is asked for."));
    }
    if (settings.enforcesMutualTls()) {
      warnings.addAll(weak);
    }
    return List.copyOf(warnings);
  }
}
