package dev.countersign.control.provider;

import dev.countersign.control.feed.ConfigurationSource;
import dev.countersign.control.provider.apis.Apis;
import dev.countersign.control.provider.certificates.Certificates;
import dev.countersign.control.provider.credentials.Credentials;
import dev.countersign.policy.configuration.Entity;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Tells the feed everything that gateways must know, of all companies. */
@Component
class StoredConfiguration implements ConfigurationSource {

  private static final int FETCH_SIZE = 1000;

  private final Certificates certificates;
  private final Apis apis;
  private final Credentials credentials;

  StoredConfiguration(Certificates certificates, Apis apis, Credentials credentials) {
    this.certificates = certificates;
    this.apis = apis;
    this.credentials = credentials;
  }

  @Override
  public void entities(Consumer<? super Entity> sink) {
    certificates.configuration(FETCH_SIZE, sink);
    apis.configuration(FETCH_SIZE, sink);
    credentials.configuration(FETCH_SIZE, sink);
  }
}
