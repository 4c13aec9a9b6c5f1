package dev.countersign.control.feed;

import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The gateways of the installation, as people see them. */
@Service
class Gateways {

  private final GatewayTable table;
  private final Sightings sightings;
  private final InstantSource clock;

  Gateways(GatewayTable table, Sightings sightings, InstantSource clock) {
    this.table = table;
    this.sightings = sightings;
    this.clock = clock;
  }

  /** One page, the newest gateway first. */
  Page<GatewayView> list(PageRequest page) {
    sightings.write();
    var now = clock.instant();
    return Page.of(table.list(page), page.limit(), row -> new Cursor(row.enrolledAt(), row.id()))
        .map(row -> GatewayView.of(row, now));
  }

  /** Shuts the feed to a gateway, at once and for all its certificates. */
  @Transactional
  void remove(String id) {
    if (table.isInProcess(id)) {
      throw new ProblemException(
          ProblemType.GATEWAY_IN_PROCESS,
          "This gateway runs inside a control plane: start that one without a gateway.");
    }
    if (!table.remove(id, clock.instant())) {
      throw ProblemException.notFound("gateway", id);
    }
  }
}
