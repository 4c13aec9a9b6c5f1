package dev.countersign.policy.index;

import java.util.Arrays;

/** Two or more values whose 64 bits are all alike. */
final class Bucket {
  final Object[] values;

  Bucket(Object[] values) {
    this.values = values;
  }

  Bucket added(Object value) {
    Object[] changed = Arrays.copyOf(values, values.length + 1);
    changed[values.length] = value;
    return new Bucket(changed);
  }

  Bucket replaced(int place, Object value) {
    Object[] changed = values.clone();
    changed[place] = value;
    return new Bucket(changed);
  }

  /** What is left: a bucket, or the value itself where it is the only one. */
  Object removed(int place) {
    if (values.length == 2) {
      return values[1 - place];
    }
    Object[] changed = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, place + 1, changed, place, changed.length - place);
    return new Bucket(changed);
  }
}
