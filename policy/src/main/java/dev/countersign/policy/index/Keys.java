package dev.countersign.policy.index;

/**
 * How a {@link PersistentIndex} finds its values.
 *
 * @param <K> the key, which the value itself carries: the index stores none
 * @param <T> the value
 */
public interface Keys<K, T> {

  /** The key that this value carries. */
  K keyOf(T value);

  /** 64 bits of the key, evenly spread; the index sorts values by them. */
  long hash(K key);

  /** Whether both are the same key. */
  default boolean same(K one, K other) {
    return one.equals(other);
  }

  /** 64 evenly spread bits of a text: FNV-1a, finished as in MurmurHash3. */
  static long spread(CharSequence text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
