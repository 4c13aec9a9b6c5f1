package dev.countersign.policy.configuration;

/** One step from a configuration to the next. */
public sealed interface Change {

  /** The entity is new, or replaces the one with its key. */
  record Put(Entity entity) implements Change {}

  /** The entity is gone. Removing what is not there changes nothing. */
  record Remove(EntityKey key) implements Change {}
}
