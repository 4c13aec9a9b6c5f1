package dev.countersign.control.feed;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where callers reach the gateway that runs beside this control plane, if one does. */
@Component
public class GatewayAddress {

  private volatile @Nullable String address;

  /** Host and port, as in {@code 127.0.0.1:8443}; null where no gateway is known. */
  public @Nullable String get() {
    return address;
  }

  void set(String known) {
    address = known;
  }
}
