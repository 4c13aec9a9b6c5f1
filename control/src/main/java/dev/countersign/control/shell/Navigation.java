package dev.countersign.control.shell;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.shell.NavigationBadge.Badge;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where one can go: only places that whoever looks may see. */
final class Navigation {

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "",
              List.of(
                  new Place("Overview", "/overview", "home", null),
                  new Place("APIs", "/apis", "code", Permission.APIS_VIEW),
                  new Place("Credentials", "/credentials", "key", Permission.CREDENTIALS_VIEW),
                  new Place(
                      "Certificate store",
                      "/certificates",
                      "certificate",
                      Permission.CERTIFICATES_VIEW),
                  new Place("Gateways", "/gateways", "server-2", Permission.GATEWAYS_VIEW),
                  new Place("Refusals", "/refusals", "ban", Permission.REFUSALS_VIEW),
                  new Place("Audit", "/audit", "file-text", Permission.AUDIT_VIEW))),
          new Section(
              "Company",
              List.of(
                  new Place("General", "/company", "building", Permission.COMPANY_SETTINGS),
                  new Place("Members", "/members", "users", Permission.MEMBERS_VIEW),
                  new Place("Roles", "/roles", "shield-lock", Permission.ROLES_VIEW),
                  new Place("API keys", "/api-keys", "password-user", null),
                  new Place("Mails", "/mails", "mail", Permission.MEMBERS_CREATE))),
          new Section(
              "Installation",
              List.of(
                  new Place("Companies", "/companies", "buildings", Permission.COMPANIES_VIEW))));

  private Navigation() {}

  static List<NavigationSection> of(SignedIn person, String path, List<NavigationBadge> badges) {
    Map<String, NavigationBadge> badgesByPlace =
        badges.stream().collect(Collectors.toMap(NavigationBadge::place, Function.identity()));
    return SECTIONS.stream()
        .map(section -> section.seenBy(person, path, badgesByPlace))
        .filter(section -> !section.links().isEmpty())
        .toList();
  }

  private record Section(String title, List<Place> places) {

    NavigationSection seenBy(
        SignedIn person, String path, Map<String, NavigationBadge> badgesByPlace) {
      return new NavigationSection(
          title,
          places.stream()
              .filter(place -> place.needed() == null || person.may(place.needed()))
              .map(place -> place.link(path, badge(person, badgesByPlace.get(place.href()))))
              .toList());
    }
  }

  private static @Nullable Badge badge(SignedIn person, @Nullable NavigationBadge badge) {
    return badge == null ? null : badge.of(person);
  }

  private record Place(String label, String href, String icon, @Nullable Permission needed) {

    NavigationLink link(String path, @Nullable Badge badge) {
      boolean here = path.equals(href) || path.startsWith(href + "/");
      return new NavigationLink(label, href, icon, here, badge);
    }
  }
}
