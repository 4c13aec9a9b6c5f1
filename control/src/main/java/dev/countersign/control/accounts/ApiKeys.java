package dev.countersign.control.accounts;

import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A company's API keys. */
@Component
class ApiKeys {

  private final ApiKeyRepository keys;
  private final InstantSource clock;

  ApiKeys(ApiKeyRepository keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  ApiKeyView create(Caller caller, ApiKeyRequest request) {
    validate(caller, request);
    ApiKeySecret secret = ApiKeySecret.random();
    ApiKey key =
        new ApiKey(
            Ids.next(),
            caller.companyId(),
            caller.ofFirstCompany(),
            Objects.requireNonNull(request.name()),
            secret.hash(),
            Objects.requireNonNull(request.scopes()),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    keys.insert(key);
    return ApiKeyView.of(key, secret);
  }

  /** Nobody makes a key that may do more than their own. */
  private static void validate(Caller caller, ApiKeyRequest request) {
    FieldErrors errors = new FieldErrors();
    errors.name(request.name());
    Set<Scope> scopes = request.scopes();
    if (errors.required("scopes", scopes) && scopes != null) {
      for (Scope scope : scopes) {
        if (!scope.permissions().stream().allMatch(caller::may)) {
          errors.add(
              "scopes",
              "not_yours",
              "Your own key lacks %s, so you cannot pass it on.".formatted(scope));
        }
      }
    }
    errors.refuse();
  }

  Page<ApiKeyView> page(Caller caller, PageRequest request) {
    return Page.of(
            keys.page(caller.companyId(), request),
            request.limit(),
            key -> new Cursor(key.createdAt(), key.id()))
        .map(key -> ApiKeyView.of(key, null));
  }

  /** Nobody is locked out: the key that is used stays, so that one that may do this is left. */
  void delete(Caller caller, String id) {
    if (caller instanceof ApiKeyCaller program && id.equals(program.apiKeyId())) {
      throw new ProblemException(
          ProblemType.API_KEY_IN_USE,
          "A key cannot delete itself. Make another one with api-keys:write, and use that.");
    }
    if (!keys.delete(caller.companyId(), id)) {
      throw ProblemException.notFound("API key", id);
    }
  }
}
