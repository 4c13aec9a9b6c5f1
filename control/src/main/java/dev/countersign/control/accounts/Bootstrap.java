package dev.countersign.control.accounts;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.accounts.company.Founding;
import dev.countersign.control.database.MigratedDatabase;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Founds the first company in an empty database, with one API key that may do everything: the
 * operator's, or a random one in a file that only the operator can read. There is no default key.
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
    ApiKeySecret secret =
        options
            .bootstrapApiKey()
            .map(ApiKeySecret::new)
            .orElseGet(() -> FirstKeyFile.write(options.secrets()));
    Instant now = clock.instant();
    String companyId = founding.first("First company");
    keys.insert(ApiKey.first(companyId, secret, now));
    LOG.atInfo()
        .addKeyValue("company", companyId)
        .addKeyValue(
            "key",
            options.bootstrapApiKey().isPresent()
                ? "as configured"
                : "in " + FirstKeyFile.path(options.secrets()))
        .log("The empty database now has its first company and API key");
  }
}
