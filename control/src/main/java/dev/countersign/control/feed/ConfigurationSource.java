package dev.countersign.control.feed;

import dev.countersign.policy.configuration.Entity;
import java.util.function.Consumer;

/**
 * The whole configuration, as its owner stores it. The feed asks for it when a gateway needs a
 * snapshot.
 */
public interface ConfigurationSource {

  /**
   * Hands every entity of every company to the sink, each once, in any order.
   *
   * <p>It is called inside a REPEATABLE READ, read-only transaction in which the feed's revision
   * has been read, on the caller's thread; what it reads by that transaction's connection agrees
   * with that revision. It must neither open another transaction nor gather all entities in memory:
   * a fetch size, and the sink row by row.
   */
  void entities(Consumer<? super Entity> sink);
}
