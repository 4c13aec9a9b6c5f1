package dev.countersign.gateway.operations;

import dev.countersign.gateway.configuration.FeedState;
import dev.countersign.gateway.configuration.InForce;
import dev.countersign.policy.snapshot.Snapshot;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Whether requests should be sent here, and by which configuration they would be decided. */
public final class Health {
  private static final JsonFactory JSON = new JsonFactory();

  private final InForce inForce;
  private final FeedState feed;
  private final Supplier<Optional<String>> refusal;
  private final BooleanSupplier draining;

  /**
   * Of these parts.
   *
   * @param refusal why the control plane refuses this gateway, which serves on all the same
   */
  public Health(
      InForce inForce,
      FeedState feed,
      Supplier<Optional<String>> refusal,
      BooleanSupplier draining) {
    this.inForce = inForce;
    this.feed = feed;
    this.refusal = refusal;
    this.draining = draining;
  }

  boolean isReady() {
    return inForce.get() != null && !draining.getAsBoolean();
  }

  String detail() {
    Snapshot snapshot = inForce.get();
    var out = new java.io.StringWriter(256);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("status", status(snapshot));
      if (snapshot != null) {
        json.writeStringProperty("feedId", snapshot.feedId());
        json.writeNumberProperty("revision", snapshot.revision());
      }
      json.writeStringProperty("feed", feed());
      if (feed.lastContact() != null) {
        json.writeStringProperty("lastContact", feed.lastContact().toString());
      }
      if (feed.trouble() != null) {
        json.writeStringProperty("trouble", feed.trouble());
      }
      json.writeNumberProperty("refusedConfigurations", feed.refusedConfigurations());
      json.writeEndObject();
    }
    return out.toString();
  }

  private String feed() {
    if (refusal.get().isPresent()) {
      return "refused";
    }
    return feed.isConnected() ? "connected" : "away";
  }

  private String status(@Nullable Snapshot snapshot) {
    if (draining.getAsBoolean()) {
      return "draining";
    }
    return snapshot == null ? "not_ready" : "ready";
  }
}
