package dev.countersign.control.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * What a create made.
 *
 * @param location where it is to be found; null for what is part of something else
 * @param etag its entity tag, where it has one
 */
public record Created<T>(@Nullable URI location, @Nullable String etag, T body) {

  /** The answer: 201 with a location, 200 without. */
  public ResponseEntity<T> answer() {
    var answer = location == null ? ResponseEntity.ok() : ResponseEntity.created(location);
    return etag == null ? answer.body(body) : answer.eTag(etag).body(body);
  }
}
