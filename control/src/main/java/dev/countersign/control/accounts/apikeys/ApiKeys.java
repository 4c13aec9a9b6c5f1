package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A company's API keys. Services' keys are for those with the permissions for API keys; a key of
 * one's own, which never may more than oneself, everybody who signed in can make and delete.
 */
@Component
public class ApiKeys {

  private static final String KIND = "api-key";

  private final ApiKeyRepository keys;
  private final AuditTrail audit;
  private final InstantSource clock;

  ApiKeys(ApiKeyRepository keys, AuditTrail audit, InstantSource clock) {
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  ApiKeyView create(Caller caller, ApiKeyRequest request) {
    boolean personal = request.kindOrDefault() == ApiKeyKind.PERSONAL;
    if (!personal) {
      caller.require(Permission.API_KEYS_CREATE);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    validate(caller, request, now);
    ApiKeySecret secret = ApiKeySecret.random();
    ApiKey key =
        new ApiKey(
            Ids.next(),
            caller.companyId(),
            caller.ofFirstCompany(),
            Objects.requireNonNull(request.name()).strip(),
            secret.hash(),
            Objects.requireNonNull(request.scopes()),
            personal ? personOf(caller) : null,
            personal ? caller.actor().name() : null,
            caller.actor().name(),
            request.expiresAt(),
            null,
            now);
    insert(key);
    ApiKey made = keys.find(key.companyId(), key.id()).orElseThrow();
    audit.record(
        caller.actor(), AuditEvent.created(KIND, made.id(), made.name(), AuditedApiKey.of(made)));
    return ApiKeyView.of(made, now, secret);
  }

  /** A personal key needs its owner's membership, which may have ended since the request began. */
  private void insert(ApiKey key) {
    try {
      keys.insert(key);
    } catch (DataIntegrityViolationException e) {
      ProblemException ended =
          new ProblemException(
              ProblemType.UNAUTHENTICATED, "You are a member of this company no longer.");
      ended.initCause(e);
      throw ended;
    }
  }

  /** Nobody makes a key that may do more than they may themselves. */
  private static void validate(Caller caller, ApiKeyRequest request, Instant now) {
    FieldErrors errors = new FieldErrors();
    errors.name(request.name());
    validateScopes(errors, caller, request.scopes());
    if (request.kindOrDefault() == ApiKeyKind.PERSONAL && personOf(caller) == null) {
      errors.add("kind", "nobodys", "A service's key has no person to make a personal key for.");
    }
    Instant expiresAt = request.expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      errors.add("expiresAt", "past", "This time is over. Take one that is to come.");
    }
    if (expiresAt != null && expiresAt.isAfter(Cursor.START.createdAt())) {
      errors.add("expiresAt", "out_of_range", "Leave it away for a key that does not expire.");
    }
    errors.refuse();
  }

  private static void validateScopes(
      FieldErrors errors, Caller caller, @Nullable Set<Scope> scopes) {
    if (!errors.entries("scopes", scopes) || scopes == null) {
      return;
    }
    if (scopes.isEmpty()) {
      errors.add("scopes", "empty", "Choose at least one scope.");
    }
    for (Scope scope : scopes) {
      if (!scope.permissions().stream().allMatch(caller::may)) {
        errors.add(
            "scopes",
            "not_yours",
            "You lack %s yourself, so you cannot pass it on.".formatted(scope));
      }
    }
  }

  /** The list that the caller may see: their own alone without the permission for all. */
  Page<ApiKeyView> page(Caller caller, ApiKeyFilter filter, PageRequest request) {
    Instant now = clock.instant();
    return Page.of(
            keys.page(caller.companyId(), seen(caller, filter), request),
            request.limit(),
            key -> new Cursor(key.createdAt(), key.id()))
        .map(key -> ApiKeyView.of(key, now, null));
  }

  long count(Caller caller, ApiKeyFilter filter) {
    return keys.count(caller.companyId(), seen(caller, filter));
  }

  ApiKeyView get(Caller caller, String id) {
    return ApiKeyView.of(found(caller, id), clock.instant(), null);
  }

  /** Nobody is locked out: the key that is used stays, so that one that may do this is left. */
  @Transactional
  void delete(Caller caller, String id) {
    if (caller instanceof ApiKeyCaller program && id.equals(program.apiKeyId())) {
      throw new ProblemException(
          ProblemType.API_KEY_IN_USE,
          "A key cannot delete itself. Make another one with api-keys:write, and use that.");
    }
    ApiKey key = found(caller, id);
    if (!isOwn(caller, key)) {
      caller.require(Permission.API_KEYS_DELETE);
    }
    delete(caller, key);
  }

  /** Deletes every key of a person in the caller's company, with the transaction that runs. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void deleteOwnedBy(Caller caller, String personId) {
    keys.ownedBy(caller.companyId(), personId).forEach(key -> delete(caller, key));
  }

  /** Whether the company has keys. */
  public boolean any(String companyId) {
    return keys.count(companyId, new ApiKeyFilter(null, null, null)) > 0;
  }

  /** How many keys a person has in the caller's company. */
  public long countOwnedBy(Caller caller, String personId) {
    return keys.count(caller.companyId(), new ApiKeyFilter(null, null, personId));
  }

  /** How many keys of a person work, in all their companies: for the person alone to know. */
  public long countWorkingOf(String personId) {
    return keys.workingOf(personId, clock.instant());
  }

  private void delete(Caller caller, ApiKey key) {
    if (!keys.delete(key.companyId(), key.id())) {
      throw ProblemException.notFound("API key", key.id());
    }
    audit.record(
        caller.actor(), AuditEvent.deleted(KIND, key.id(), key.name(), AuditedApiKey.of(key)));
  }

  /** What somebody may not see is not there for them; but deleting asks for no view. */
  private ApiKey found(Caller caller, String id) {
    return keys.find(caller.companyId(), id)
        .filter(key ->
            isOwn(caller, key)
                || caller.may(Permission.API_KEYS_VIEW)
                || caller.may(Permission.API_KEYS_DELETE))
        .orElseThrow(() -> ProblemException.notFound("API key", id));
  }

  private static ApiKeyFilter seen(Caller caller, ApiKeyFilter filter) {
    String person = personOf(caller);
    return caller.may(Permission.API_KEYS_VIEW)
        ? filter
        : filter.ownedBy(person == null ? "nobody" : person);
  }

  private static boolean isOwn(Caller caller, ApiKey key) {
    return key.ownerId() != null && key.ownerId().equals(personOf(caller));
  }

  private static @Nullable String personOf(Caller caller) {
    return switch (caller) {
      case SignedIn person -> person.personId();
      case ApiKeyCaller program -> program.ownerId();
    };
  }
}
