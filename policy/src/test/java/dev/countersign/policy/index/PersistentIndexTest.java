package dev.countersign.policy.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersistentIndexTest {
  private static final long SEED = 20260301;

  record Item(long key, int version) {}

  /** How keys are spread, from well to not at all. */
  enum Spread {
    EVEN,
    SHARED_BEGINNING,
    FEW_HASHES,
    ONE_HASH;

    long hash(long key) {
      return switch (this) {
        case EVEN -> key * 0x9E3779B97F4A7C15L;
        case SHARED_BEGINNING -> key;
        case FEW_HASHES -> (key & 7) << 61;
        case ONE_HASH -> 42;
      };
    }
  }

  private static PersistentIndex<Long, Item> empty(LongUnaryOperator hash) {
    return PersistentIndex.of(
        new Keys<>() {
          @Override
          public Long keyOf(Item value) {
            return value.key();
          }

          @Override
          public long hash(Long key) {
            return hash.applyAsLong(key);
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("It holds what a map would hold after any changes, however keys are spread")
  void likeAMap(Spread spread) {
    Random random = new Random(SEED);
    PersistentIndex<Long, Item> index = empty(spread::hash);
    Map<Long, Item> model = new HashMap<>();
    for (int step = 0; step < 4_000; step++) {
      long key = random.nextInt(300);
      if (random.nextInt(5) < 3) {
        Item item = new Item(key, step);
        index = index.with(item);
        model.put(key, item);
      } else {
        index = index.without(key);
        model.remove(key);
      }
      assertThat(index.size()).isEqualTo(model.size());
      assertThat(index.find(key)).isEqualTo(model.get(key));
    }
    for (long key = 0; key < 300; key++) {
      assertThat(index.find(key)).isEqualTo(model.get(key));
    }
    List<Item> walked = new ArrayList<>();
    index.iterator().forEachRemaining(walked::add);
    List<Item> handed = new ArrayList<>();
    index.forEach(handed::add);
    assertThat(walked).containsExactlyInAnyOrderElementsOf(model.values());
    assertThat(handed).containsExactlyInAnyOrderElementsOf(model.values());
  }

  @Test
  @DisplayName("A change leaves the former index as it was")
  void formerStays() {
    PersistentIndex<Long, Item> before = empty(Spread.EVEN::hash).with(new Item(1, 1));
    PersistentIndex<Long, Item> after = before.with(new Item(1, 2)).with(new Item(2, 1));
    assertThat(before.find(1L)).isEqualTo(new Item(1, 1));
    assertThat(before.find(2L)).isNull();
    assertThat(after.find(1L)).isEqualTo(new Item(1, 2));
    assertThat(after.without(1L).find(1L)).isNull();
    assertThat(after.size()).isEqualTo(2);
  }

  @Test
  @DisplayName("What changes nothing gives the same index, so that identity tells of changes")
  void identity() {
    PersistentIndex<Long, Item> index = empty(Spread.EVEN::hash).with(new Item(1, 1));
    assertThat(index.with(new Item(1, 1))).isSameAs(index);
    assertThat(index.without(2L)).isSameAs(index);
  }

  @Test
  @DisplayName("Values whose hashes begin alike are found together, up to a limit")
  void beginning() {
    // 40 bits are shared by keys that agree beyond their last three decimal digits.
    LongUnaryOperator hash = key -> ((key / 1000) << 24) | (key % 1000);
    PersistentIndex<Long, Item> index = empty(hash);
    for (long group = 0; group < 50; group++) {
      for (long member = 0; member < 40; member++) {
        index = index.with(new Item(group * 1000 + member, 0));
      }
    }
    assertThat(index.beginning(hash.applyAsLong(7_000), 8, 100))
        .hasSize(40)
        .allMatch(item -> item.key() / 1000 == 7);
    assertThat(index.beginning(hash.applyAsLong(7_000), 8, 5)).hasSize(5);
    assertThat(index.beginning(hash.applyAsLong(99_000), 8, 100)).isEmpty();
    assertThat(index.some(3)).hasSize(3);
  }

  @Test
  @DisplayName("G13 a look-up hashes once and compares one value, however many there are")
  void costOfALookUp() {
    AtomicInteger steps = new AtomicInteger();
    PersistentIndex<Long, Item> index =
        PersistentIndex.of(
            new Keys<>() {
              @Override
              public Long keyOf(Item value) {
                steps.incrementAndGet();
                return value.key();
              }

              @Override
              public long hash(Long key) {
                steps.incrementAndGet();
                return Spread.EVEN.hash(key);
              }
            });
    for (long key = 0; key < 100_000; key++) {
      index = index.with(new Item(key, 0));
    }
    for (long key : new long[] {0, 99_999, 100_000}) {
      steps.set(0);
      index.contains(key);
      assertThat(steps.get()).isLessThanOrEqualTo(2);
    }
  }
}
