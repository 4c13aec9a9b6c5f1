package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.idempotency.Idempotency;
import dev.countersign.control.web.Created;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {

  private final ApiKeys keys;
  private final Idempotency idempotency;

  ApiKeyController(ApiKeys keys, Idempotency idempotency) {
    this.keys = keys;
    this.idempotency = idempotency;
  }

  @Operation(summary = "Make an API key; its scopes are the caller's own at most")
  @PostMapping
  @RequiresPermission(Permission.API_KEYS_CREATE)
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ApiKeyView> create(
      ApiKeyCaller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody ApiKeyRequest request) {
    return idempotency.create(
        caller,
        idempotencyKey,
        "POST /api-keys",
        request,
        ApiKeyView.class,
        () -> created(keys.create(caller, request)));
  }

  private static Created<ApiKeyView> created(ApiKeyView key) {
    return new Created<>(URI.create("/api/v1/api-keys/" + key.id()), null, key);
  }

  @Operation(summary = "List the company's API keys, the newest first")
  @GetMapping
  @RequiresPermission(Permission.API_KEYS_VIEW)
  Page<ApiKeyView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String q,
      @Parameter(schema = @Schema(allowableValues = {"service", "personal"}))
          @RequestParam(required = false)
          @Nullable String kind,
      @RequestParam(required = false) @Nullable String ownerId,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return keys.page(caller, ApiKeyFilter.of(q, kind, ownerId), PageRequest.of(cursor, limit));
  }

  @Operation(summary = "Show an API key, without the key itself")
  @GetMapping("/{id}")
  @RequiresPermission(Permission.API_KEYS_VIEW)
  ApiKeyView get(Caller caller, @PathVariable String id) {
    return keys.get(caller, id);
  }

  @Operation(summary = "Delete an API key: it opens nothing from now on")
  @DeleteMapping("/{id}")
  @RequiresPermission(Permission.API_KEYS_DELETE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, @PathVariable String id) {
    keys.delete(caller, id);
  }
}
