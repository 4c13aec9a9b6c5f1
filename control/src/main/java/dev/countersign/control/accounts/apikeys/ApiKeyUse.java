package dev.countersign.control.accounts.apikeys;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Notes when keys were last used: at most once a minute for each, and beside the request, which
 * neither waits for it nor fails with it.
 */
@Component
class ApiKeyUse {

  private static final Logger LOG = LoggerFactory.getLogger(ApiKeyUse.class);
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final ApiKeyRepository keys;

  /** The ids of keys whose note waits to be written: each once, so never more than there are. */
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("api-key-use").factory());

  ApiKeyUse(ApiKeyRepository keys) {
    this.keys = keys;
  }

  void note(ApiKey key, Instant now) {
    Instant last = key.lastUsedAt();
    boolean due = last == null || !now.isBefore(last.plus(BETWEEN));
    if (due && !writer.isShutdown() && waiting.add(key.id())) {
      writer.execute(() -> write(key.id(), now));
    }
  }

  private void write(String id, Instant now) {
    try {
      keys.used(id, now, now.minus(BETWEEN));
    } catch (DataAccessException | TransactionException e) {
      LOG.atDebug().setCause(e).log("The use of an API key was not noted");
    } finally {
      waiting.remove(id);
    }
  }

  @PreDestroy
  void stop() {
    writer.close();
  }
}
