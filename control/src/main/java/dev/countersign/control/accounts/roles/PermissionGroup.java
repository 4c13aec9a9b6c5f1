package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be permitted about one kind of thing, in plain words. */
public record PermissionGroup(String title, List<Choice> choices) {

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("apis", "APIs and allow lists"),
          Map.entry("credentials", "Credentials"),
          Map.entry("certificates", "Certificate store"),
          Map.entry("refusals", "Refusals"),
          Map.entry("audit", "Audit trail"),
          Map.entry("members", "Members and invitations"),
          Map.entry("roles", "Roles"),
          Map.entry("api-keys", "API keys of services and of others"),
          Map.entry("settings", "Company"),
          Map.entry("gateways", "Gateways of the installation"),
          Map.entry("companies", "Companies of the installation"),
          Map.entry("metrics", "Metrics of the installation"));

  private static final Map<String, String> WORDS =
      Map.of(
          "view", "See",
          "create", "Add",
          "edit", "Change",
          "delete", "Delete",
          "company_settings", "Change settings, and see them");

  /**
   * One permission.
   *
   * @param words what it lets one do
   * @param givable whether the caller has it, and so may give it
   */
  public record Choice(Permission permission, String words, boolean givable) {}

  /** All that counts in the caller's company. */
  public static List<PermissionGroup> of(Caller caller) {
    Map<String, List<Choice>> groups = new LinkedHashMap<>();
    Arrays.stream(Permission.values())
        .filter(permission -> caller.ofFirstCompany() || !permission.isInstallationWide())
        .forEach(permission ->
            groups
                .computeIfAbsent(permission.module(), module -> new ArrayList<>())
                .add(new Choice(permission, words(permission), caller.may(permission))));
    return groups.entrySet().stream()
        .map(group -> new PermissionGroup(title(group.getKey()), group.getValue()))
        .toList();
  }

  static String title(String module) {
    return TITLES.getOrDefault(module, module);
  }

  static String words(Permission permission) {
    String action = permission.toString().substring(permission.module().length() + 1);
    return WORDS.getOrDefault(action, action);
  }
}
