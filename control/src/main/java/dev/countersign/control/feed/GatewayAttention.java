package dev.countersign.control.feed;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.overview.Attention;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gateways that do not have in force what was saved. */
@Component
@Order(30)
class GatewayAttention implements Attention {

  private final Gateways gateways;

  GatewayAttention(Gateways gateways) {
    this.gateways = gateways;
  }

  @Override
  public List<Item> of(SignedIn person) {
    if (!person.may(Permission.GATEWAYS_VIEW)) {
      return List.of();
    }
    Effect effect = gateways.effect();
    List<Item> items = new ArrayList<>();
    if (effect.silent() > 0) {
      items.add(
          new Item(
              Urgency.BAD,
              "Gateways that do not answer: %d of %d".formatted(effect.silent(), effect.gateways()),
              "They are down or cannot reach the control plane, and do not have what was saved"
                  + " since.",
              "/gateways",
              "Look at the gateways"));
    }
    if (effect.behind() > 0) {
      items.add(
          new Item(
              Urgency.WARN,
              "Gateways that are behind: %d of %d".formatted(effect.behind(), effect.gateways()),
              "They are still without the latest changes.",
              "/gateways",
              "Look at the gateways"));
    }
    return items;
  }
}
