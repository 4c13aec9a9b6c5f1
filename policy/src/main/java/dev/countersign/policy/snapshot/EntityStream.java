package dev.countersign.policy.snapshot;

import dev.countersign.policy.configuration.AllowListEntry;
import dev.countersign.policy.configuration.Entity;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A snapshot taken apart again. */
final class EntityStream {
  private EntityStream() {}

  static Stream<Entity> of(Snapshot snapshot) {
    Stream<Entity> certificates =
        stream(snapshot.stores.iterator()).flatMap(store -> stream(store.certificates()));
    Stream<Entity> entries =
        stream(snapshot.allowLists.iterator())
            .flatMap(list ->
                stream(list.iterator()).map(entry -> new AllowListEntry(list.apiId(), entry)));
    return Stream.of(
            certificates,
            stream(snapshot.apis.iterator()),
            entries,
            stream(snapshot.credentials.iterator()))
        .flatMap(each -> each);
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false);
  }
}
