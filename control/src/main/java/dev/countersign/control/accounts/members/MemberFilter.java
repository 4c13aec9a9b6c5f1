package dev.countersign.control.accounts.members;

import dev.countersign.control.web.Sought;
import org.jspecify.annotations.Nullable;

/**
 * Which members a list shows.
 *
 * @param q part of a name or address; null for any
 * @param role the id of one of their roles; null for any
 */
public record MemberFilter(@Nullable String q, @Nullable String role) {

  public MemberFilter {
    q = Sought.text(q);
    role = Sought.value(role);
  }
}
