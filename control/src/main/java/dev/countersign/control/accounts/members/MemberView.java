package dev.countersign.control.accounts.members;

import dev.countersign.control.accounts.roles.RoleName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A member as they are shown.
 *
 * @param id of the person
 */
@Schema(name = "Member")
public record MemberView(
    String id, String name, String email, List<RoleName> roles, Instant joinedAt) {

  static MemberView of(Member member) {
    return new MemberView(
        member.personId(), member.name(), member.email(), member.roles(), member.joinedAt());
  }

  /** With the version that an entity tag is made of. */
  public record Versioned(MemberView member, long version) {}
}
