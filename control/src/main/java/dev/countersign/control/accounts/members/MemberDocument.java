package dev.countersign.control.accounts.members;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of a member.
 *
 * @param roles their ids
 */
@Schema(name = "MemberDocument")
record MemberDocument(@Nullable Set<String> roles) {}
