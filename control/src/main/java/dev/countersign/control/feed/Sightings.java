package dev.countersign.control.feed;

import dev.countersign.control.feed.SightingTable.Sighting;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which gateways were seen; gathered in memory and written together, not poll by poll. */
class Sightings {

  private final SightingTable table;
  private final InstantSource clock;
  private final ConcurrentMap<String, Sighting> unwritten = new ConcurrentHashMap<>();

  Sightings(SightingTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  void saw(String gateway, String feedId, long revision) {
    var now = clock.instant();
    unwritten.merge(gateway, new Sighting(gateway, feedId, revision, now, now), Sighting::andThen);
  }

  /** Writes what was gathered; what cannot be written now is written next time. */
  void write() {
    List<Sighting> taken = new ArrayList<>();
    unwritten.keySet().forEach(gateway -> take(gateway, taken));
    if (taken.isEmpty()) {
      return;
    }
    try {
      table.update(taken);
    } catch (RuntimeException e) {
      taken.forEach(seen -> unwritten.merge(seen.gateway(), seen, (newer, older) -> newer));
      throw e;
    }
  }

  private void take(String gateway, List<Sighting> taken) {
    Sighting seen = unwritten.remove(gateway);
    if (seen != null) {
      taken.add(seen);
    }
  }
}
