package dev.countersign.control.accounts.apikeys;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.countersign.control.accounts.Permission;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an API key may do: permissions under the names that programs ask for. */
public enum Scope {
  CERTIFICATES_READ("certificates:read", Permission.CERTIFICATES_VIEW),
  CERTIFICATES_WRITE(
      "certificates:write",
      Permission.CERTIFICATES_CREATE,
      Permission.CERTIFICATES_EDIT,
      Permission.CERTIFICATES_DELETE),
  APIS_READ("apis:read", Permission.APIS_VIEW),
  APIS_WRITE("apis:write", Permission.APIS_CREATE, Permission.APIS_EDIT, Permission.APIS_DELETE),
  CREDENTIALS_READ("credentials:read", Permission.CREDENTIALS_VIEW),
  CREDENTIALS_WRITE(
      "credentials:write",
      Permission.CREDENTIALS_CREATE,
      Permission.CREDENTIALS_EDIT,
      Permission.CREDENTIALS_DELETE),
  REFUSALS_READ("refusals:read", Permission.REFUSALS_VIEW),
  AUDIT_READ("audit:read", Permission.AUDIT_VIEW),
  MEMBERS_READ("members:read", Permission.MEMBERS_VIEW),
  MEMBERS_WRITE(
      "members:write",
      Permission.MEMBERS_CREATE,
      Permission.MEMBERS_EDIT,
      Permission.MEMBERS_DELETE),
  ROLES_READ("roles:read", Permission.ROLES_VIEW),
  ROLES_WRITE(
      "roles:write", Permission.ROLES_CREATE, Permission.ROLES_EDIT, Permission.ROLES_DELETE),
  API_KEYS_READ("api-keys:read", Permission.API_KEYS_VIEW),
  API_KEYS_WRITE("api-keys:write", Permission.API_KEYS_CREATE, Permission.API_KEYS_DELETE),
  COMPANY_SETTINGS("settings:company_settings", Permission.COMPANY_SETTINGS),
  /** Enrols and removes gateways. A gateway reads every company's configuration. */
  INSTALLATION_GATEWAYS(
      "installation:gateways",
      Permission.GATEWAYS_VIEW,
      Permission.GATEWAYS_CREATE,
      Permission.GATEWAYS_DELETE),
  INSTALLATION_COMPANIES(
      "installation:companies", Permission.COMPANIES_VIEW, Permission.COMPANIES_CREATE),
  /** Reads the metrics of the whole installation. */
  INSTALLATION_METRICS("installation:metrics", Permission.METRICS_VIEW);

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<Permission> permissions;

  Scope(String text, Permission... permissions) {
    this.text = text;
    this.permissions = List.of(permissions);
  }

  /** Reads a scope as keys name it. */
  @JsonCreator
  public static Scope parse(String text) {
    return Arrays.stream(values())
        .filter(scope -> scope.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no such scope"));
  }

  /** All that these scopes permit. */
  public static Set<Permission> permissions(Collection<Scope> scopes) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    scopes.forEach(scope -> all.addAll(scope.permissions));
    return all;
  }

  /** What it permits. */
  public List<Permission> permissions() {
    return permissions;
  }

  /** Whether it reaches beyond one company, so that only the first company's keys may carry it. */
  public boolean isInstallationWide() {
    return permissions.stream().anyMatch(Permission::isInstallationWide);
  }

  /** As keys name it. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
