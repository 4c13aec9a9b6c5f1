package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.certificates.Warning;
import java.util.List;

/**
 * An API as a list of the dashboard shows it.
 *
 * @param entries how many certificates its allow list names
 */
public record ApiItem(
    String id,
    String name,
    List<String> hosts,
    String listenPath,
    boolean enforcesMutualTls,
    boolean asksForToken,
    boolean active,
    int entries,
    List<Warning> warnings) {

  static ApiItem of(ApiRow row, int entries, List<Warning> weak) {
    ApiSettings settings = row.settings();
    return new ApiItem(
        row.id(),
        settings.name(),
        settings.hosts(),
        settings.listenPath(),
        settings.enforcesMutualTls(),
        settings.authentication().equals(ApiSettings.AUTH_TOKEN),
        settings.active(),
        entries,
        ApiWarnings.of(settings, entries, weak));
  }

  /** Where it is published, as in {@code orders.example.com/v2} and {@code every host/v2}. */
  public String place() {
    return (hosts.isEmpty() ? "every host" : hosts.getFirst())
        + (hosts.size() > 1 ? " and %d more".formatted(hosts.size() - 1) : "")
        + (hosts.size() > 1 ? ", " : "")
        + listenPath;
  }
}
