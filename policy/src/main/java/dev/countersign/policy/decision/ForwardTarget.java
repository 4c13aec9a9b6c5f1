package dev.countersign.policy.decision;

import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.routing.RequestTarget;

/** What the upstream gets as its request's target. */
final class ForwardTarget {
  private ForwardTarget() {}

  static String of(ApiConfiguration api, RequestTarget target) {
    String path = api.stripListenPath() ? withoutListenPath(api, target) : target.path();
    String base = basePath(api);
    String whole = base.isEmpty() && path.isEmpty() ? "/" : base + path;
    return target.query() == null ? whole : whole + "?" + target.query();
  }

  private static String withoutListenPath(ApiConfiguration api, RequestTarget target) {
    String listenPath = api.listenPath();
    return listenPath.equals("/") ? target.path() : target.path().substring(listenPath.length());
  }

  private static String basePath(ApiConfiguration api) {
    String path = api.upstream().url().getRawPath();
    if (path == null) {
      return "";
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
