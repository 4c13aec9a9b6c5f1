package dev.countersign.control.provider.credentials;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.idempotency.Idempotency;
import dev.countersign.control.provider.Named;
import dev.countersign.control.web.Created;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.Page;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/credentials")
class CredentialController {

  private final Credentials credentials;
  private final CredentialLists lists;
  private final Idempotency idempotency;

  CredentialController(Credentials credentials, CredentialLists lists, Idempotency idempotency) {
    this.credentials = credentials;
    this.lists = lists;
    this.idempotency = idempotency;
  }

  @PostMapping
  @RequiresPermission(Permission.CREDENTIALS_CREATE)
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<CredentialView> create(
      ApiKeyCaller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody CredentialDocument document) {
    return idempotency.create(
        caller,
        idempotencyKey,
        "POST /credentials",
        document,
        CredentialView.class,
        () -> created(credentials.create(caller, document)));
  }

  private static Created<CredentialView> created(CredentialView.Versioned credential) {
    return new Created<>(
        URI.create("/api/v1/credentials/" + credential.credential().id()),
        EntityTag.of(credential.version()),
        credential.credential());
  }

  @GetMapping
  @RequiresPermission(Permission.CREDENTIALS_VIEW)
  Page<CredentialView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String api,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return lists.page(
        caller.companyId(), CredentialFilter.of(q, status, api), Named.list(sort, cursor, limit));
  }

  @GetMapping("/{id}")
  @RequiresPermission(Permission.CREDENTIALS_VIEW)
  ResponseEntity<CredentialView> get(Caller caller, @PathVariable String id) {
    return tagged(credentials.get(caller.companyId(), id));
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {"application/json", "application/merge-patch+json"})
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  ResponseEntity<CredentialView> change(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = CredentialDocument.class)))
          @RequestBody
          JsonNode patch) {
    return tagged(credentials.change(caller, id, ifMatch, patch));
  }

  @DeleteMapping("/{id}")
  @RequiresPermission(Permission.CREDENTIALS_DELETE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    credentials.delete(caller, id, ifMatch);
  }

  @PostMapping("/{id}/rotate")
  @RequiresPermission(Permission.CREDENTIALS_EDIT)
  ResponseEntity<CredentialView> rotate(
      ApiKeyCaller caller,
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody(required = false) @Nullable Rotation given) {
    Rotation rotation = Objects.requireNonNullElse(given, new Rotation(null));
    return idempotency.create(
        caller,
        idempotencyKey,
        "POST /credentials/%s/rotate".formatted(id),
        rotation,
        CredentialView.class,
        () -> rotated(credentials.rotate(caller, id, rotation)));
  }

  private static Created<CredentialView> rotated(CredentialView.Versioned credential) {
    return new Created<>(null, EntityTag.of(credential.version()), credential.credential());
  }

  private static ResponseEntity<CredentialView> tagged(CredentialView.Versioned credential) {
    return ResponseEntity.ok()
        .eTag(EntityTag.of(credential.version()))
        .body(credential.credential());
  }
}
