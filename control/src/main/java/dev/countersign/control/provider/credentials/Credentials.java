package dev.countersign.control.provider.credentials;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.feed.FeedPublisher;
import dev.countersign.control.provider.Spans;
import dev.countersign.control.provider.apis.Apis;
import dev.countersign.control.provider.certificates.Certificates;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.ProblemException;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.EntityKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** G22: the credentials of all companies, each seen by its own company alone (S7). */
@Component
public class Credentials {

  private static final String KIND = "credential";
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

  private final CredentialRepository credentials;
  private final Apis apis;
  private final Certificates certificates;
  private final CredentialPatch patches;
  private final CredentialUses uses;
  private final FeedPublisher feed;
  private final AuditTrail audit;
  private final InstantSource clock;

  Credentials(
      CredentialRepository credentials,
      Apis apis,
      Certificates certificates,
      CredentialPatch patches,
      CredentialUses uses,
      FeedPublisher feed,
      AuditTrail audit,
      InstantSource clock) {
    this.credentials = credentials;
    this.apis = apis;
    this.certificates = certificates;
    this.patches = patches;
    this.uses = uses;
    this.feed = feed;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  CredentialView.Versioned create(Caller caller, CredentialDocument document) {
    String companyId = caller.companyId();
    CredentialSettings settings = CredentialReader.read(document);
    Instant now = now();
    FieldErrors errors = new FieldErrors();
    requireFuture(settings.expiresAt(), now, errors);
    Set<String> stored = certificates.holdFast(companyId, settings.boundCertificates());
    Set<String> own = apis.holdFast(companyId, settings.apis());
    requireKnown("boundCertificates", "certificate", settings.boundCertificates(), stored, errors);
    requireKnown("apis", "API", settings.apis(), own, errors);
    errors.refuse();
    AccessToken token = AccessToken.random();
    CredentialRow row =
        new CredentialRow(
            companyId,
            Ids.next(),
            settings,
            List.of(new Credential.AcceptedToken(token.hash(), null)),
            1,
            now);
    credentials.insert(row);
    publish(row);
    audit.record(caller.actor(), AuditEvent.created(KIND, row.id(), settings.name(), audited(row)));
    return new CredentialView.Versioned(CredentialView.of(row, token), row.version());
  }

  private static void requireFuture(@Nullable Instant expiresAt, Instant now, FieldErrors errors) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      errors.add("expiresAt", "past", "Write a time that is still to come.");
    }
  }

  /** S7: what is another company's looks like what is nobody's. */
  private static void requireKnown(
      String field,
      String what,
      Collection<String> ids,
      Collection<String> known,
      FieldErrors errors) {
    for (String id : ids) {
      if (!known.contains(id)) {
        errors.add(field, "unknown", "There is no %s with the id %s.".formatted(what, id));
      }
    }
  }

  CredentialView.Versioned get(String companyId, String id) {
    return view(credentials.find(companyId, id).orElseThrow(() -> unknown(id)));
  }

  /** Changes what the patch names. A certificate that it is bound to may be gone meanwhile. */
  @Transactional
  CredentialView.Versioned change(
      Caller caller, String id, @Nullable String ifMatch, JsonNode patch) {
    return change(caller, id, ifMatch, before -> patches.apply(patch, before));
  }

  /** Makes it what the document says, all of it. */
  @Transactional
  CredentialView.Versioned replace(
      Caller caller, String id, @Nullable String ifMatch, CredentialDocument document) {
    return change(caller, id, ifMatch, before -> CredentialReader.read(document));
  }

  /** Its token is refused until it is activated. */
  @Transactional
  CredentialView suspend(Caller caller, String id) {
    return mark(caller, id, Credential.Status.SUSPENDED);
  }

  @Transactional
  CredentialView activate(Caller caller, String id) {
    return mark(caller, id, Credential.Status.ACTIVE);
  }

  /** Its token is refused for good. */
  @Transactional
  CredentialView revoke(Caller caller, String id) {
    return mark(caller, id, Credential.Status.REVOKED);
  }

  private CredentialView mark(Caller caller, String id, Credential.Status status) {
    return change(caller, id, null, before -> before.settings().with(status)).credential();
  }

  /** P11: binds it to the successor too; unknown where it is not bound to the one before. */
  @Transactional
  void bindBeside(Caller caller, String id, String certificateId, String successorId) {
    change(
        caller,
        id,
        null,
        before -> {
          if (!before.settings().boundCertificates().contains(certificateId)) {
            throw unknown(id);
          }
          return before.settings().boundTo(successorId);
        });
  }

  private CredentialView.Versioned change(
      Caller caller,
      String id,
      @Nullable String ifMatch,
      Function<CredentialRow, CredentialSettings> change) {
    String companyId = caller.companyId();
    CredentialRow before = credentials.lock(companyId, id).orElseThrow(() -> unknown(id));
    EntityTag.check(ifMatch, before.version());
    CredentialSettings settings = change.apply(before);
    Set<String> stored = certificates.holdFast(companyId, settings.boundCertificates());
    Set<String> own = apis.holdFast(companyId, settings.apis());
    refuseChange(before.settings(), settings, stored, own);
    CredentialRow row = before.with(settings);
    credentials.update(row);
    publish(row);
    if (!settings.equals(before.settings())) {
      audit.record(
          caller.actor(),
          AuditEvent.changed(KIND, id, settings.name(), audited(before), audited(row)));
    }
    return view(row);
  }

  /** What is written of it: all but the token, which only its holder has. */
  private static CredentialDocument audited(CredentialRow row) {
    return CredentialView.of(row, null).document();
  }

  private static void refuseChange(
      CredentialSettings before, CredentialSettings after, Set<String> stored, Set<String> own) {
    FieldErrors errors = new FieldErrors();
    requireKnown(
        "boundCertificates",
        "certificate",
        without(after.boundCertificates(), before.boundCertificates()),
        stored,
        errors);
    requireKnown("apis", "API", after.apis(), own, errors);
    if (before.status() == Credential.Status.REVOKED
        && after.status() != Credential.Status.REVOKED) {
      errors.add("status", "final", "A revoked credential stays revoked: create another.");
    }
    errors.refuse();
  }

  private static List<String> without(Collection<String> all, Collection<String> some) {
    return all.stream().filter(one -> !some.contains(one)).toList();
  }

  @Transactional
  void delete(Caller caller, String id, @Nullable String ifMatch) {
    CredentialRow row = credentials.lock(caller.companyId(), id).orElseThrow(() -> unknown(id));
    EntityTag.check(ifMatch, row.version());
    credentials.delete(caller.companyId(), id);
    feed.publish(List.of(new Change.Remove(new EntityKey.CredentialKey(id))));
    audit.record(caller.actor(), AuditEvent.deleted(KIND, id, row.settings().name(), audited(row)));
  }

  /** Replaces the token; the one before may be accepted a while longer, those before it no more. */
  @Transactional
  CredentialView.Versioned rotate(Caller caller, String id, Rotation rotation) {
    FieldErrors errors = new FieldErrors();
    Duration overlap =
        rotation.overlap() == null
            ? Duration.ZERO
            : Spans.read("overlap", rotation.overlap(), Duration.ZERO, LONGEST_OVERLAP, errors);
    CredentialRow before = credentials.lock(caller.companyId(), id).orElseThrow(() -> unknown(id));
    if (before.settings().status() == Credential.Status.REVOKED) {
      errors.add("status", "final", "A revoked credential stays revoked: create another.");
    }
    errors.refuse();
    AccessToken token = AccessToken.random();
    Instant now = now();
    CredentialRow row = before.with(tokens(before, token, overlap, now));
    credentials.updateTokens(row, now);
    publish(row);
    audit.record(caller.actor(), rotated(row));
    return view(row, token);
  }

  private static AuditEvent rotated(CredentialRow row) {
    return new AuditEvent(
        KIND + ".rotated",
        KIND,
        row.id(),
        row.settings().name(),
        null,
        new Rotated(CredentialView.of(row, null).previousTokenUntil()));
  }

  /** What the audit trail keeps of a rotation. */
  private record Rotated(@Nullable Instant previousTokenUntil) {}

  private static List<Credential.AcceptedToken> tokens(
      CredentialRow before, AccessToken token, @Nullable Duration overlap, Instant now) {
    List<Credential.AcceptedToken> tokens = new ArrayList<>();
    tokens.add(new Credential.AcceptedToken(token.hash(), null));
    if (overlap != null && overlap.isPositive()) {
      before.tokens().stream()
          .filter(old -> old.until() == null)
          .map(old -> new Credential.AcceptedToken(old.hash(), now.plus(overlap)))
          .forEach(tokens::add);
    }
    return List.copyOf(tokens);
  }

  /** The company's credential as gateways are told of it. */
  public Optional<Credential> configuration(String companyId, String id) {
    return credentials.find(companyId, id).map(CredentialRow::toConfiguration);
  }

  /** Every company's credentials, as gateways are told of them. */
  public void configuration(int fetchSize, Consumer<? super Entity> sink) {
    credentials.all(fetchSize, row -> sink.accept(row.toConfiguration()));
  }

  private void publish(CredentialRow row) {
    feed.publish(List.of(new Change.Put(row.toConfiguration())));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private CredentialView.Versioned view(CredentialRow row) {
    return view(row, null);
  }

  private CredentialView.Versioned view(CredentialRow row, @Nullable AccessToken token) {
    return new CredentialView.Versioned(
        uses.of(row.companyId(), CredentialView.of(row, token)), row.version());
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("credential", id);
  }
}
