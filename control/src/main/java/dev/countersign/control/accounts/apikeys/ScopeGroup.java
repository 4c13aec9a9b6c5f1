package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.accounts.Caller;
import java.util.List;
import java.util.stream.Stream;

/** Scopes that belong together, in plain words. */
public record ScopeGroup(String title, List<Choice> choices) {

  /**
   * One scope.
   *
   * @param words what a key with it may do
   * @param givable whether the caller may do all of it, and so may give it
   */
  public record Choice(Scope scope, String words, boolean givable) {}

  /** All that the caller's company can give. */
  public static List<ScopeGroup> of(Caller caller) {
    return Stream.of(
            group(caller, "APIs", Scope.APIS_READ, Scope.APIS_WRITE),
            group(caller, "Credentials", Scope.CREDENTIALS_READ, Scope.CREDENTIALS_WRITE),
            group(caller, "Certificate store", Scope.CERTIFICATES_READ, Scope.CERTIFICATES_WRITE),
            group(caller, "What happened", Scope.REFUSALS_READ, Scope.AUDIT_READ),
            group(
                caller,
                "People",
                Scope.MEMBERS_READ,
                Scope.MEMBERS_WRITE,
                Scope.ROLES_READ,
                Scope.ROLES_WRITE),
            group(
                caller,
                "Company",
                Scope.API_KEYS_READ,
                Scope.API_KEYS_WRITE,
                Scope.COMPANY_SETTINGS),
            group(
                caller,
                "Installation",
                Scope.INSTALLATION_GATEWAYS,
                Scope.INSTALLATION_COMPANIES,
                Scope.INSTALLATION_METRICS))
        .filter(group -> !group.choices().isEmpty())
        .toList();
  }

  private static ScopeGroup group(Caller caller, String title, Scope... scopes) {
    return new ScopeGroup(
        title,
        Stream.of(scopes)
            .filter(scope -> caller.ofFirstCompany() || !scope.isInstallationWide())
            .map(scope ->
                new Choice(scope, words(scope), scope.permissions().stream().allMatch(caller::may)))
            .toList());
  }

  static String words(Scope scope) {
    return switch (scope) {
      case CERTIFICATES_READ -> "See certificates, where they are used, and judge one";
      case CERTIFICATES_WRITE -> "Upload, rename, revoke and delete certificates";
      case APIS_READ -> "See APIs with their allow lists, and check who would be let in";
      case APIS_WRITE -> "Publish, change and delete APIs, and edit their allow lists";
      case CREDENTIALS_READ -> "See credentials, never their tokens";
      case CREDENTIALS_WRITE -> "Issue, change, rotate and revoke credentials";
      case REFUSALS_READ -> "See who was refused, and why";
      case AUDIT_READ -> "See who changed what";
      case MEMBERS_READ -> "See members and invitations";
      case MEMBERS_WRITE -> "Invite and remove people, and give them roles";
      case ROLES_READ -> "See roles";
      case ROLES_WRITE -> "Make, change and delete roles";
      case API_KEYS_READ -> "See API keys, never the keys themselves";
      case API_KEYS_WRITE -> "Make and delete API keys";
      case COMPANY_SETTINGS -> "See and change the company's settings";
      case INSTALLATION_GATEWAYS -> "Enrol and remove gateways, which read every company's APIs";
      case INSTALLATION_COMPANIES -> "See companies, and make new ones";
      case INSTALLATION_METRICS -> "Read the metrics of the whole installation";
    };
  }
}
