package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.idempotency.Idempotency;
import dev.countersign.control.provider.Named;
import dev.countersign.control.web.Created;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.Page;
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
@RequestMapping("/api/v1/apis")
class ApiController {

  private final Apis apis;
  private final ApiLists lists;
  private final AllowLists allowLists;
  private final Idempotency idempotency;

  ApiController(Apis apis, ApiLists lists, AllowLists allowLists, Idempotency idempotency) {
    this.apis = apis;
    this.lists = lists;
    this.allowLists = allowLists;
    this.idempotency = idempotency;
  }

  @PostMapping
  @RequiresPermission(Permission.APIS_CREATE)
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ApiView> create(
      ApiKeyCaller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody ApiDocument document) {
    return idempotency.create(
        caller,
        idempotencyKey,
        "POST /apis",
        document,
        ApiView.class,
        () -> created(apis.create(caller, document)));
  }

  private static Created<ApiView> created(ApiView.Versioned api) {
    return new Created<>(
        URI.create("/api/v1/apis/" + api.api().id()), EntityTag.of(api.version()), api.api());
  }

  @GetMapping
  @RequiresPermission(Permission.APIS_VIEW)
  Page<ApiView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String show,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return lists.page(caller.companyId(), ApiFilter.of(q, show), Named.list(sort, cursor, limit));
  }

  @GetMapping("/{id}")
  @RequiresPermission(Permission.APIS_VIEW)
  ResponseEntity<ApiView> get(Caller caller, @PathVariable String id) {
    return tagged(apis.get(caller.companyId(), id));
  }

  @PutMapping("/{id}")
  @RequiresPermission(Permission.APIS_EDIT)
  ResponseEntity<ApiView> replace(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody ApiDocument document) {
    return tagged(apis.replace(caller, id, ifMatch, document));
  }

  @DeleteMapping("/{id}")
  @RequiresPermission(Permission.APIS_DELETE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    apis.delete(caller, id, ifMatch);
  }

  @PutMapping("/{id}/allow-list/{certificateId}")
  @RequiresPermission(Permission.APIS_EDIT)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void allow(Caller caller, @PathVariable String id, @PathVariable String certificateId) {
    allowLists.add(caller, id, certificateId, Origin.HAND);
  }

  @DeleteMapping("/{id}/allow-list/{certificateId}")
  @RequiresPermission(Permission.APIS_EDIT)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disallow(Caller caller, @PathVariable String id, @PathVariable String certificateId) {
    allowLists.remove(caller, id, certificateId);
  }

  private static ResponseEntity<ApiView> tagged(ApiView.Versioned api) {
    return ResponseEntity.ok().eTag(EntityTag.of(api.version())).body(api.api());
  }
}
