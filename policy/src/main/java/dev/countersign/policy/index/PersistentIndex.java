package dev.countersign.policy.index;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of values, each found by a key that it carries itself. A change gives a new
 * index that shares all but a handful of nodes with the old one.
 *
 * <p>It is a hash trie of 32 branches per level. Against a general persistent map it stores neither
 * entries nor keys: about 20 bytes per value, where a gateway holds millions. The hash is consumed
 * from its highest bits, so that all values whose hashes begin alike lie together ({@link
 * #beginning}).
 */
public final class PersistentIndex<K, T> {
  private final Keys<K, T> keys;
  private final Node root;
  private final int size;

  private PersistentIndex(Keys<K, T> keys, Node root, int size) {
    this.keys = keys;
    this.root = root;
    this.size = size;
  }

  /** An index without values. */
  public static <K, T> PersistentIndex<K, T> of(Keys<K, T> keys) {
    return new PersistentIndex<>(keys, Node.EMPTY, 0);
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The value with this key, or null. */
  public @Nullable T find(K key) {
    long hash = keys.hash(key);
    Object at = root.get(hash, 0);
    for (int level = 1; at instanceof Node node; level++) {
      at = node.get(hash, level);
    }
    return at instanceof Bucket bucket ? findIn(bucket, key) : matching(at, key);
  }

  public boolean contains(K key) {
    return find(key) != null;
  }

  /** With this value, in place of the one with its key; this index itself where nothing changes. */
  public PersistentIndex<K, T> with(T value) {
    K key = keys.keyOf(value);
    T former = find(key);
    if (value.equals(former)) {
      return this;
    }
    Node changed = put(root, 0, keys.hash(key), key, value);
    return new PersistentIndex<>(keys, changed, former == null ? size + 1 : size);
  }

  /** Without the value with this key; this index itself where there is none. */
  public PersistentIndex<K, T> without(K key) {
    if (find(key) == null) {
      return this;
    }
    return new PersistentIndex<>(keys, drop(root, 0, keys.hash(key), key), size - 1);
  }

  /**
   * Values whose hash begins with the first bits of this one, in no order.
   *
   * @param levels how much of the hash counts, in steps of 5 bits; 12 at most
   * @param limit no more than this many
   */
  public List<T> beginning(long hash, int levels, int limit) {
    List<T> found = new ArrayList<>(2);
    Object at = root;
    for (int level = 0; level < levels && at instanceof Node node; level++) {
      at = node.get(hash, level);
    }
    int unused = 64 - 5 * levels;
    gather(
        at,
        limit,
        value -> {
          if ((keys.hash(keys.keyOf(value)) ^ hash) >>> unused == 0) {
            found.add(value);
          }
        },
        found);
    return found;
  }

  /** The first values, in no order. */
  public List<T> some(int limit) {
    List<T> found = new ArrayList<>(Math.min(limit, size));
    gather(root, limit, found::add, found);
    return found;
  }

  /** Hands every value to the consumer, in no order. */
  public void forEach(Consumer<? super T> consumer) {
    gather(root, Integer.MAX_VALUE, consumer, List.of());
  }

  /** The values one by one, in no order. */
  public Iterator<T> iterator() {
    return new Walk<>(root);
  }

  private void gather(@Nullable Object at, int limit, Consumer<? super T> consumer, List<T> found) {
    if (at instanceof Node node) {
      for (int i = 0; i < node.slots.length && found.size() < limit; i++) {
        gather(node.slots[i], limit, consumer, found);
      }
    } else if (at instanceof Bucket bucket) {
      for (int i = 0; i < bucket.values.length && found.size() < limit; i++) {
        consumer.accept(value(bucket.values[i]));
      }
    } else if (at != null) {
      consumer.accept(value(at));
    }
  }

  private Node put(Node node, int level, long hash, K key, T value) {
    Object at = node.get(hash, level);
    return at == null
        ? node.inserted(hash, level, value)
        : node.replaced(hash, level, joined(at, level + 1, hash, key, value));
  }

  /** What stands for {@code at} and the value together. */
  private Object joined(Object at, int level, long hash, K key, T value) {
    if (at instanceof Node node) {
      return put(node, level, hash, key, value);
    }
    if (at instanceof Bucket bucket) {
      int place = placeIn(bucket, key);
      return place < 0 ? bucket.added(value) : bucket.replaced(place, value);
    }
    K other = keys.keyOf(value(at));
    if (keys.same(other, key)) {
      return value;
    }
    if (level > Node.LAST_LEVEL) {
      return new Bucket(new Object[] {at, value});
    }
    Node apart = Node.EMPTY.inserted(keys.hash(other), level, at);
    return put(apart, level, hash, key, value);
  }

  private Node drop(Node node, int level, long hash, K key) {
    Object at = node.get(hash, level);
    if (at instanceof Node below) {
      Node left = drop(below, level + 1, hash, key);
      return node.replaced(hash, level, left.only() == null ? left : left.slots[0]);
    }
    if (at instanceof Bucket bucket) {
      return node.replaced(hash, level, bucket.removed(placeIn(bucket, key)));
    }
    return node.removed(hash, level);
  }

  private @Nullable T findIn(Bucket bucket, K key) {
    int place = placeIn(bucket, key);
    return place < 0 ? null : value(bucket.values[place]);
  }

  private int placeIn(Bucket bucket, K key) {
    for (int i = 0; i < bucket.values.length; i++) {
      if (matching(bucket.values[i], key) != null) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable T matching(@Nullable Object at, K key) {
    if (at == null) {
      return null;
    }
    T value = value(at);
    return keys.same(keys.keyOf(value), key) ? value : null;
  }

  @SuppressWarnings("unchecked")
  private T value(Object at) {
    return (T) at;
  }
}
