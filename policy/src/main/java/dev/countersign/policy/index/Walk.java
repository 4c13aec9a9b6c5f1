package dev.countersign.policy.index;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks over an index' values without recursion, so that they can be drawn one by one. */
final class Walk<T> implements Iterator<T> {
  private final Deque<Iterator<Object>> open = new ArrayDeque<>();

  Walk(Node root) {
    enter(root.slots);
  }

  private void enter(Object[] content) {
    if (content.length > 0) {
      open.push(Arrays.asList(content).iterator());
    }
  }

  @Override
  public boolean hasNext() {
    return !open.isEmpty();
  }

  @Override
  @SuppressWarnings("unchecked")
  public T next() {
    while (!open.isEmpty()) {
      Iterator<Object> top = open.peek();
      Object at = top.next();
      if (!top.hasNext()) {
        open.pop();
      }
      switch (at) {
        case Node node -> enter(node.slots);
        case Bucket bucket -> enter(bucket.values);
        default -> {
          return (T) at;
        }
      }
    }
    throw new NoSuchElementException();
  }
}
