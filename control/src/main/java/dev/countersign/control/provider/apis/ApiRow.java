package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.Named;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.MutualTls;
import dev.countersign.policy.configuration.UpstreamConfiguration;
import java.time.Instant;

/** An API of a company. */
record ApiRow(String companyId, String id, ApiSettings settings, long version, Instant createdAt)
    implements Named {

  @Override
  public String name() {
    return settings.name();
  }

  ApiRow with(ApiSettings changed) {
    return new ApiRow(companyId, id, changed, version + 1, createdAt);
  }

  /** As a gateway is told of it. */
  ApiConfiguration toConfiguration() {
    return new ApiConfiguration(
        id,
        companyId,
        settings.name(),
        settings.hosts(),
        settings.listenPath(),
        settings.stripListenPath(),
        new UpstreamConfiguration(
            settings.upstreamUrl(),
            settings.upstreamTimeout(),
            settings.forwardClientCertificate()),
        settings.authentication().equals(ApiSettings.NONE)
            ? new Authentication.None()
            : new Authentication.AuthToken(settings.tokenHeader(), settings.forwardToken()),
        new MutualTls(
            settings.enforcesMutualTls() ? MutualTls.Mode.ENFORCE : MutualTls.Mode.OFF,
            settings.tolerateServerAuth()),
        settings.active());
  }
}
