package dev.countersign.control.accounts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What an API key may do. */
public enum Scope {
  CERTIFICATES_READ("certificates:read"),
  CERTIFICATES_WRITE("certificates:write"),
  APIS_READ("apis:read"),
  APIS_WRITE("apis:write"),
  CREDENTIALS_READ("credentials:read"),
  CREDENTIALS_WRITE("credentials:write"),
  API_KEYS_READ("api-keys:read"),
  API_KEYS_WRITE("api-keys:write"),
  /** Enrols and removes gateways. A gateway reads every company's configuration. */
  INSTALLATION_GATEWAYS("installation:gateways"),
  /** Reads the metrics of the whole installation. */
  INSTALLATION_METRICS("installation:metrics");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** Reads a scope as keys name it. */
  @JsonCreator
  public static Scope parse(String text) {
    return Arrays.stream(values())
        .filter(scope -> scope.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no such scope"));
  }

  /** Whether it reaches beyond one company, so that only the first company's keys may carry it. */
  public boolean isInstallationWide() {
    return text.startsWith("installation:");
  }

  /** As keys name it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
