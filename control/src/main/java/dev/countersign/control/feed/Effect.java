package dev.countersign.control.feed;

import java.util.Collection;

/** Whether everything that was saved is in force at every gateway. */
public record Effect(int gateways, int current, int behind, int silent, int fresh) {

  static Effect of(Collection<GatewayView> gateways) {
    return new Effect(
        gateways.size(),
        count(gateways, GatewayView.Status.CURRENT),
        count(gateways, GatewayView.Status.BEHIND),
        count(gateways, GatewayView.Status.SILENT),
        count(gateways, GatewayView.Status.NEW));
  }

  private static int count(Collection<GatewayView> gateways, GatewayView.Status status) {
    return (int) gateways.stream().filter(gateway -> gateway.status() == status).count();
  }

  /** Whether it is in force everywhere. */
  public boolean everywhere() {
    return gateways > 0 && current == gateways;
  }
}
