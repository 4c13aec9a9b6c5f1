package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.web.FieldError;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.control.web.Sought;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which API keys a list shows.
 *
 * @param q part of a name, of the key's or its owner's; null for any
 * @param kind null for any
 * @param ownerId whose they are; null for anybody's and services'
 */
public record ApiKeyFilter(
    @Nullable String q, @Nullable ApiKeyKind kind, @Nullable String ownerId) {

  public ApiKeyFilter {
    q = Sought.text(q);
    ownerId = Sought.value(ownerId);
  }

  /** As a request names it. */
  static ApiKeyFilter of(@Nullable String q, @Nullable String kind, @Nullable String ownerId) {
    if (kind == null || kind.isBlank()) {
      return new ApiKeyFilter(q, null, ownerId);
    }
    try {
      return new ApiKeyFilter(q, ApiKeyKind.parse(kind), ownerId);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemType.INVALID_FIELDS,
          "See errors for what to write instead.",
          List.of(new FieldError("kind", "unknown", "Take service or personal.")));
    }
  }

  ApiKeyFilter ownedBy(String owner) {
    return new ApiKeyFilter(q, kind, owner);
  }
}
