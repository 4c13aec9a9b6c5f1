package dev.countersign.policy.routing;

import java.util.Arrays;

/** How many routes have none, one, two and more segments. Immutable. */
final class Depths {
  static final Depths NONE = new Depths(new int[0]);

  private final int[] counts;

  private Depths(int[] counts) {
    this.counts = counts;
  }

  /** The number of segments of a listen path. */
  static int of(String listenPath) {
    return listenPath.length() == 1 ? 0 : (int) listenPath.chars().filter(c -> c == '/').count();
  }

  Depths more(int depth) {
    int[] changed = Arrays.copyOf(counts, Math.max(counts.length, depth + 1));
    changed[depth]++;
    return new Depths(changed);
  }

  Depths fewer(int depth) {
    int[] changed = counts.clone();
    changed[depth]--;
    int length = changed.length;
    while (length > 0 && changed[length - 1] == 0) {
      length--;
    }
    return new Depths(Arrays.copyOf(changed, length));
  }

  /**
   * Where the path's first, second and further segments end, as far as there are routes so deep.
   */
  int[] ends(String path) {
    int[] ends = new int[counts.length];
    int depth = 0;
    int from = 0;
    while (++depth < counts.length && from + 1 < path.length()) {
      int slash = path.indexOf('/', from + 1);
      from = slash < 0 ? path.length() : slash;
      ends[depth] = from;
    }
    return Arrays.copyOf(ends, Math.min(depth, counts.length));
  }
}
