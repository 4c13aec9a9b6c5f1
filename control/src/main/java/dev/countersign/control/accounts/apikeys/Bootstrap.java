package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.accounts.company.Founding;
import dev.countersign.control.database.MigratedDatabase;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Founds the first company in an empty database, with the operator's API key, which may do
 * everything, where there is one. There is no default key: people begin by a link.
 */
@Component
class Bootstrap {

  private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);

  private final Founding founding;
  private final ApiKeyRepository keys;
  private final InstantSource clock;

  Bootstrap(
      MigratedDatabase database,
      TransactionTemplate transaction,
      Founding founding,
      ApiKeyRepository keys,
      InstantSource clock,
      ControlOptions options) {
    this.founding = founding;
    this.keys = keys;
    this.clock = clock;
    options.bootstrapApiKey().ifPresent(WeakKeyException::refuseWeak);
    database.alone(() -> transaction.executeWithoutResult(status -> foundOnce(options)));
  }

  private void foundOnce(ControlOptions options) {
    if (founding.isDone()) {
      return;
    }
    String companyId = founding.first("First company");
    options
        .bootstrapApiKey()
        .map(ApiKeySecret::new)
        .ifPresent(key -> keys.insert(ApiKey.first(companyId, key, clock.instant())));
    LOG.atInfo()
        .addKeyValue("company", companyId)
        .addKeyValue("apiKey", options.bootstrapApiKey().isPresent() ? "as configured" : "none")
        .log("The empty database now has its first company");
  }
}
