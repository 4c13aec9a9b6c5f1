package dev.countersign.policy.routing;

import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.MutualTls;
import dev.countersign.policy.index.Keys;
import dev.countersign.policy.index.PersistentIndex;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one host, one wildcard, or of no host.
 *
 * @param byDepth how many routes have so many segments: nobody looks deeper than the deepest
 */
record HostRoutes(String host, PersistentIndex<String, Route> routes, Depths byDepth) {

  static final Keys<String, HostRoutes> BY_HOST =
      new Keys<>() {
        @Override
        public String keyOf(HostRoutes routes) {
          return routes.host;
        }

        @Override
        public long hash(String host) {
          return Keys.spread(host);
        }
      };

  static HostRoutes of(String host) {
    return new HostRoutes(host, PersistentIndex.of(Route.BY_LISTEN_PATH), Depths.NONE);
  }

  HostRoutes with(ApiConfiguration api) {
    Route former = routes.find(api.listenPath());
    if (former != null) {
      return new HostRoutes(host, routes.with(former.with(api)), byDepth);
    }
    Route route = new Route(api.listenPath(), java.util.List.of(api));
    return new HostRoutes(host, routes.with(route), byDepth.more(Depths.of(api.listenPath())));
  }

  HostRoutes without(ApiConfiguration api) {
    Route former = routes.find(api.listenPath());
    if (former == null) {
      return this;
    }
    Route left = former.without(api.id());
    return left.claimants().isEmpty()
        ? new HostRoutes(
            host, routes.without(api.listenPath()), byDepth.fewer(Depths.of(api.listenPath())))
        : new HostRoutes(host, routes.with(left), byDepth);
  }

  /** The active API with the longest listen path that the path begins with, or null. */
  @Nullable ApiConfiguration longest(String path) {
    int[] ends = byDepth.ends(path);
    for (int depth = ends.length - 1; depth >= 0; depth--) {
      Route route = routes.find(depth == 0 ? "/" : path.substring(0, ends[depth]));
      ApiConfiguration api = route == null ? null : route.api();
      if (api != null) {
        return api;
      }
    }
    return null;
  }

  /** Whether some active API here needs a certificate and none of these takes all its requests. */
  boolean needsCertificate(java.util.List<HostRoutes> nearer) {
    for (var each = routes.iterator(); each.hasNext(); ) {
      ApiConfiguration api = each.next().api();
      if (api != null
          && api.mutualTls().mode() != MutualTls.Mode.OFF
          && nearer.stream().allMatch(host -> host.longest(api.listenPath()) == null)) {
        return true;
      }
    }
    return false;
  }
}
