package dev.countersign.policy.routing;

import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.index.PersistentIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which API a host and path belong to: the exact host before a wildcard of one label before none,
 * then the longest listen path by whole segments. Immutable; a look-up costs the same however many
 * routes there are.
 */
public final class RouteTable {
  private static final String NO_HOST = "";
  private static final RouteTable EMPTY = new RouteTable(PersistentIndex.of(HostRoutes.BY_HOST));

  private final PersistentIndex<String, HostRoutes> hosts;
  // One entry at most per host that the table itself names, so it stays bounded.
  private final ConcurrentHashMap<String, Boolean> asksByHost = new ConcurrentHashMap<>();

  private RouteTable(PersistentIndex<String, HostRoutes> hosts) {
    this.hosts = hosts;
  }

  /** A table without routes. */
  public static RouteTable empty() {
    return EMPTY;
  }

  /** With this API's routes. An API of the same id must have been taken out before. */
  public RouteTable with(ApiConfiguration api) {
    PersistentIndex<String, HostRoutes> changed = hosts;
    for (String host : hostsOf(api)) {
      HostRoutes former = changed.find(host);
      changed = changed.with((former == null ? HostRoutes.of(host) : former).with(api));
    }
    return new RouteTable(changed);
  }

  /** Without the routes of this API, given as it was put in. */
  public RouteTable without(ApiConfiguration api) {
    PersistentIndex<String, HostRoutes> changed = hosts;
    for (String host : hostsOf(api)) {
      HostRoutes former = changed.find(host);
      if (former != null) {
        HostRoutes left = former.without(api);
        changed = left.routes().isEmpty() ? changed.without(host) : changed.with(left);
      }
    }
    return new RouteTable(changed);
  }

  /**
   * The API that this target belongs to, or null.
   *
   * @param host as {@link HostName#ofRequest} gives it
   * @throws MalformedTargetException when dot segments or path parameters lead from one API's
   *     listen path to another's
   */
  public @Nullable ApiConfiguration match(String host, RequestTarget target)
      throws MalformedTargetException {
    ApiConfiguration api = longest(host, target.path());
    for (String reading : target.otherReadings()) {
      if (!Objects.equals(longest(host, reading), api)) {
        throw new MalformedTargetException("The path leaves the API that it begins in");
      }
    }
    return api;
  }

  /** Whether requests with this host can reach any API. */
  public boolean reaches(String host) {
    return !nearestFirst(host).isEmpty();
  }

  /**
   * Whether some API that is active and reachable under this TLS server name needs a client
   * certificate (G10).
   *
   * @param serverName null where the client named none: then any host's need counts
   */
  public boolean asksForCertificate(@Nullable String serverName) {
    if (serverName == null) {
      return asksByHost.computeIfAbsent("*", every -> anyNeedsCertificate());
    }
    List<HostRoutes> reachable = nearestFirst(HostName.ofServerName(serverName));
    return !reachable.isEmpty()
        && asksByHost.computeIfAbsent(
            reachable.getFirst().host(), nearest -> asksForCertificate(reachable));
  }

  /** Whether these two hosts treat client certificates alike (G9). */
  public boolean sameCertificatePolicy(String serverName, String host) {
    return asksForCertificate(serverName) == asksForCertificate(host);
  }

  private @Nullable ApiConfiguration longest(String host, String path) {
    ApiConfiguration api = longest(hosts.find(host), path);
    if (api == null) {
      String wildcard = HostName.wildcardFor(host);
      api = wildcard == null ? null : longest(hosts.find(wildcard), path);
    }
    return api != null || host.equals(NO_HOST) ? api : longest(hosts.find(NO_HOST), path);
  }

  private static @Nullable ApiConfiguration longest(@Nullable HostRoutes routes, String path) {
    return routes == null ? null : routes.longest(path);
  }

  private List<HostRoutes> nearestFirst(String host) {
    List<HostRoutes> reachable = new ArrayList<>(3);
    addTo(reachable, host);
    String wildcard = HostName.wildcardFor(host);
    if (wildcard != null) {
      addTo(reachable, wildcard);
    }
    if (!host.equals(NO_HOST)) {
      addTo(reachable, NO_HOST);
    }
    return reachable;
  }

  private void addTo(List<HostRoutes> reachable, String host) {
    HostRoutes routes = hosts.find(host);
    if (routes != null) {
      reachable.add(routes);
    }
  }

  private static boolean asksForCertificate(List<HostRoutes> reachable) {
    for (int i = 0; i < reachable.size(); i++) {
      if (reachable.get(i).needsCertificate(reachable.subList(0, i))) {
        return true;
      }
    }
    return false;
  }

  private boolean anyNeedsCertificate() {
    for (var each = hosts.iterator(); each.hasNext(); ) {
      if (each.next().needsCertificate(List.of())) {
        return true;
      }
    }
    return false;
  }

  private static List<String> hostsOf(ApiConfiguration api) {
    return api.hosts().isEmpty() ? List.of(NO_HOST) : api.hosts();
  }
}
