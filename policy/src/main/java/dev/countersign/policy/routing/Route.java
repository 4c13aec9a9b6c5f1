package dev.countersign.policy.routing;

import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.index.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who claims one listen path of one host. More than one API does only while the control plane is
 * wrong; then the first by id has it, on every gateway alike.
 */
record Route(String listenPath, List<ApiConfiguration> claimants) {

  static final Keys<String, Route> BY_LISTEN_PATH =
      new Keys<>() {
        @Override
        public String keyOf(Route route) {
          return route.listenPath;
        }

        @Override
        public long hash(String listenPath) {
          return Keys.spread(listenPath);
        }
      };

  /** The API that has it; null where none of them is active. */
  @Nullable ApiConfiguration api() {
    for (ApiConfiguration claimant : claimants) {
      if (claimant.active()) {
        return claimant;
      }
    }
    return null;
  }

  Route with(ApiConfiguration api) {
    List<ApiConfiguration> changed = new ArrayList<>(without(api.id()).claimants);
    changed.add(api);
    changed.sort(Comparator.comparing(ApiConfiguration::id));
    return new Route(listenPath, List.copyOf(changed));
  }

  Route without(String apiId) {
    return new Route(
        listenPath, claimants.stream().filter(api -> !api.id().equals(apiId)).toList());
  }
}
