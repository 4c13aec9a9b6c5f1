package dev.countersign.policy.configuration;

import java.util.List;

/**
 * An API as the gateway publishes it. Its allow list travels apart from it, entry by entry ({@link
 * AllowListEntry}), so that one more entry is a small change however long the list is.
 *
 * @param id unique in the installation
 * @param companyId the company that publishes it
 * @param hosts lower-case host names without port; {@code *.example.com} for one label; empty for
 *     every host
 * @param listenPath absolute, normalised, without a slash at its end except for {@code /} itself
 * @param stripListenPath whether the upstream gets the path without the listen path
 * @param active an API that is not active has no route
 */
public record ApiConfiguration(
    String id,
    String companyId,
    String name,
    List<String> hosts,
    String listenPath,
    boolean stripListenPath,
    UpstreamConfiguration upstream,
    Authentication authentication,
    MutualTls mutualTls,
    boolean active)
    implements Entity {

  public ApiConfiguration {
    hosts = List.copyOf(hosts);
  }

  @Override
  public EntityKey key() {
    return new EntityKey.ApiKey(id);
  }
}
