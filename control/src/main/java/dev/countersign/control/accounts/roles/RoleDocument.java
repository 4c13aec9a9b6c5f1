package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a role is made of. */
@Schema(name = "RoleDocument")
record RoleDocument(@Nullable String name, @Nullable Set<Permission> permissions) {}
