package dev.countersign.policy.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One branching of a {@link PersistentIndex}: a bit for each branch that is there, and for each of
 * those a value, a {@link Bucket} or a further node.
 */
final class Node {
  static final Node EMPTY = new Node(0, new Object[0]);

  /** 12 levels of 5 bits and one of 4 use up the 64. */
  static final int LAST_LEVEL = 12;

  private final int branches;
  final Object[] slots;

  private Node(int branches, Object[] slots) {
    this.branches = branches;
    this.slots = slots;
  }

  private static int bit(long hash, int level) {
    long step = level < LAST_LEVEL ? hash >>> (59 - 5 * level) : hash & 15;
    return 1 << (step & 31);
  }

  private int slot(int bit) {
    return Integer.bitCount(branches & (bit - 1));
  }

  @Nullable Object get(long hash, int level) {
    int bit = bit(hash, level);
    return (branches & bit) == 0 ? null : slots[slot(bit)];
  }

  /** The value or bucket that is all there is below, or null. */
  @Nullable Object only() {
    return slots.length == 1 && !(slots[0] instanceof Node) ? slots[0] : null;
  }

  Node replaced(long hash, int level, Object content) {
    Object[] changed = slots.clone();
    changed[slot(bit(hash, level))] = content;
    return new Node(branches, changed);
  }

  Node inserted(long hash, int level, Object content) {
    int bit = bit(hash, level);
    int slot = slot(bit);
    Object[] changed = new Object[slots.length + 1];
    System.arraycopy(slots, 0, changed, 0, slot);
    changed[slot] = content;
    System.arraycopy(slots, slot, changed, slot + 1, slots.length - slot);
    return new Node(branches | bit, changed);
  }

  Node removed(long hash, int level) {
    int bit = bit(hash, level);
    int slot = slot(bit);
    Object[] changed = Arrays.copyOf(slots, slots.length - 1);
    System.arraycopy(slots, slot + 1, changed, slot, changed.length - slot);
    return new Node(branches & ~bit, changed);
  }
}
