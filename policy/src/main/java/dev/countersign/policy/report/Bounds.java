package dev.countersign.policy.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what gateways claim within sizes that can be stored. */
final class Bounds {
  private Bounds() {}

  static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  static @Nullable String optional(@Nullable String text, int longest) {
    return text == null ? null : ShownText.of(text, longest);
  }

  static <T> List<T> first(@Nullable List<T> all, int most) {
    return all == null ? List.of() : List.copyOf(all.size() <= most ? all : all.subList(0, most));
  }
}
