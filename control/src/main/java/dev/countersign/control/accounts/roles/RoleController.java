package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.idempotency.Idempotency;
import dev.countersign.control.web.Created;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/roles")
class RoleController {

  private final Roles roles;
  private final Idempotency idempotency;

  RoleController(Roles roles, Idempotency idempotency) {
    this.roles = roles;
    this.idempotency = idempotency;
  }

  @Operation(summary = "Make a role; of permissions that the caller has alone")
  @PostMapping
  @RequiresPermission(Permission.ROLES_CREATE)
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<RoleView> create(
      ApiKeyCaller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody RoleDocument document) {
    return idempotency.create(
        caller,
        idempotencyKey,
        "POST /roles",
        document,
        RoleView.class,
        () -> created(roles.create(caller, document)));
  }

  private static Created<RoleView> created(RoleView.Versioned made) {
    return new Created<>(
        URI.create("/api/v1/roles/" + made.role().id()), EntityTag.of(made.version()), made.role());
  }

  @Operation(summary = "List the company's roles, the newest first")
  @GetMapping
  @RequiresPermission(Permission.ROLES_VIEW)
  Page<RoleView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return roles.page(caller, q, PageRequest.of(cursor, limit));
  }

  @Operation(summary = "Show a role")
  @GetMapping("/{id}")
  @RequiresPermission(Permission.ROLES_VIEW)
  ResponseEntity<RoleView> get(Caller caller, @PathVariable String id) {
    return answer(roles.get(caller, id));
  }

  @Operation(summary = "Change a role; Administrator stays as it is (role_fixed)")
  @PutMapping("/{id}")
  @RequiresPermission(Permission.ROLES_EDIT)
  ResponseEntity<RoleView> replace(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody RoleDocument document) {
    return answer(roles.replace(caller, id, ifMatch, document));
  }

  @Operation(summary = "Delete a role that nobody has (role_in_use)")
  @DeleteMapping("/{id}")
  @RequiresPermission(Permission.ROLES_DELETE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    roles.delete(caller, id, ifMatch);
  }

  private static ResponseEntity<RoleView> answer(RoleView.Versioned found) {
    return ResponseEntity.ok().eTag(EntityTag.of(found.version())).body(found.role());
  }
}
