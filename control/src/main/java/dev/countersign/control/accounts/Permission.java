package dev.countersign.control.accounts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Set;

/** What somebody may do to one kind of thing: roles are made of these, and routes name them. */
public enum Permission {
  APIS_VIEW("apis:view"),
  APIS_CREATE("apis:create"),
  APIS_EDIT("apis:edit"),
  APIS_DELETE("apis:delete"),
  CREDENTIALS_VIEW("credentials:view"),
  CREDENTIALS_CREATE("credentials:create"),
  CREDENTIALS_EDIT("credentials:edit"),
  CREDENTIALS_DELETE("credentials:delete"),
  CERTIFICATES_VIEW("certificates:view"),
  CERTIFICATES_CREATE("certificates:create"),
  CERTIFICATES_EDIT("certificates:edit"),
  CERTIFICATES_DELETE("certificates:delete"),
  REFUSALS_VIEW("refusals:view"),
  AUDIT_VIEW("audit:view"),
  MEMBERS_VIEW("members:view"),
  MEMBERS_CREATE("members:create"),
  MEMBERS_EDIT("members:edit"),
  MEMBERS_DELETE("members:delete"),
  ROLES_VIEW("roles:view"),
  ROLES_CREATE("roles:create"),
  ROLES_EDIT("roles:edit"),
  ROLES_DELETE("roles:delete"),
  API_KEYS_VIEW("api-keys:view"),
  API_KEYS_CREATE("api-keys:create"),
  API_KEYS_DELETE("api-keys:delete"),
  /** The company's own settings, and later its certificates with their private keys. */
  COMPANY_SETTINGS("settings:company_settings"),
  /** Gateways read every company's configuration. */
  GATEWAYS_VIEW("gateways:view"),
  GATEWAYS_CREATE("gateways:create"),
  GATEWAYS_DELETE("gateways:delete"),
  COMPANIES_VIEW("companies:view"),
  COMPANIES_CREATE("companies:create"),
  METRICS_VIEW("metrics:view");

  private static final Set<String> INSTALLATION_MODULES =
      Set.of("gateways", "companies", "metrics");

  private final String text;

  Permission(String text) {
    this.text = text;
  }

  /** Reads a permission as roles name it. */
  @JsonCreator
  public static Permission parse(String text) {
    return Arrays.stream(values())
        .filter(permission -> permission.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no such permission"));
  }

  /** The kind of thing, as in {@code certificates}. */
  public String module() {
    return text.substring(0, text.indexOf(':'));
  }

  /** Whether it reaches beyond one company, so that it counts in the first company alone. */
  public boolean isInstallationWide() {
    return INSTALLATION_MODULES.contains(module());
  }

  /** As roles name it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
