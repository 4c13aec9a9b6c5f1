package dev.countersign.control.feed;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The gateways of the installation, as people see them. */
@Service
class Gateways {

  private static final int MOST = 200;

  private final GatewayTable table;
  private final Sightings sightings;
  private final AuditTrail audit;
  private final InstantSource clock;

  Gateways(GatewayTable table, Sightings sightings, AuditTrail audit, InstantSource clock) {
    this.table = table;
    this.sightings = sightings;
    this.audit = audit;
    this.clock = clock;
  }

  /** One page, the newest gateway first. */
  Page<GatewayView> list(PageRequest page) {
    sightings.write();
    var now = clock.instant();
    return Page.of(table.list(page), page.limit(), row -> new Cursor(row.enrolledAt(), row.id()))
        .map(row -> GatewayView.of(row, now));
  }

  /** One gateway; 404 where there is none. */
  GatewayView get(String id) {
    sightings.write();
    return table
        .find(id)
        .map(row -> GatewayView.of(row, clock.instant()))
        .orElseThrow(() -> ProblemException.notFound("gateway", id));
  }

  /** Whether what was saved is in force everywhere, by the newest gateways. */
  Effect effect() {
    return Effect.of(list(PageRequest.of(null, MOST)).items());
  }

  /** Shuts the feed to a gateway, at once and for all its certificates. */
  @Transactional
  void remove(Caller caller, String id) {
    GatewayRow gateway = table.find(id).orElseThrow(() -> ProblemException.notFound("gateway", id));
    if (gateway.inProcess()) {
      throw new ProblemException(
          ProblemType.GATEWAY_IN_PROCESS,
          "This gateway runs inside a control plane: start that one without a gateway.");
    }
    if (!table.remove(id, clock.instant())) {
      throw ProblemException.notFound("gateway", id);
    }
    audit.record(
        caller.actor(),
        AuditEvent.deleted(
            "gateway",
            id,
            gateway.name(),
            new AuditedGateway(gateway.name(), gateway.enrolledAt(), gateway.lastSeenAt())));
  }

  /** What the audit trail keeps of a gateway. */
  private record AuditedGateway(String name, Instant enrolledAt, @Nullable Instant lastSeenAt) {}
}
