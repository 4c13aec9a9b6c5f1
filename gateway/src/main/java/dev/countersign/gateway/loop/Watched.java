package dev.countersign.gateway.loop;

/** Something that must not last for ever. */
public interface Watched {

  /**
   * Looks whether a time limit has passed. Called on the event loop, some times a second.
   *
   * @param now {@link System#nanoTime()}
   */
  void tick(long now);
}
