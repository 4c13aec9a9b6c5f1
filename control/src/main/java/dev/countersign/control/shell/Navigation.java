package dev.countersign.control.shell;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one can go: only places that whoever looks may see. */
final class Navigation {

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "",
              List.of(
                  new Place("Overview", "/overview", "home", null),
                  new Place("APIs", "/apis", "api", Permission.APIS_VIEW),
                  new Place("Credentials", "/credentials", "key", Permission.CREDENTIALS_VIEW),
                  new Place(
                      "Certificate store",
                      "/certificates",
                      "certificate",
                      Permission.CERTIFICATES_VIEW),
                  new Place("Gateways", "/gateways", "server", Permission.GATEWAYS_VIEW),
                  new Place("Refusals", "/refusals", "ban", Permission.REFUSALS_VIEW),
                  new Place("Audit", "/audit", "file", Permission.AUDIT_VIEW))),
          new Section(
              "Company",
              List.of(
                  new Place("General", "/company", "building", Permission.COMPANY_SETTINGS),
                  new Place("Members", "/members", "users", Permission.MEMBERS_VIEW),
                  new Place("Roles", "/roles", "shield", Permission.ROLES_VIEW),
                  new Place("API keys", "/api-keys", "key", Permission.API_KEYS_VIEW))));

  private Navigation() {}

  static List<NavigationSection> of(SignedIn person, String path) {
    return SECTIONS.stream()
        .map(section -> section.seenBy(person, path))
        .filter(section -> !section.links().isEmpty())
        .toList();
  }

  private record Section(String title, List<Place> places) {

    NavigationSection seenBy(SignedIn person, String path) {
      return new NavigationSection(
          title,
          places.stream()
              .filter(place -> place.needed() == null || person.may(place.needed()))
              .map(place -> place.link(path))
              .toList());
    }
  }

  private record Place(String label, String href, String icon, @Nullable Permission needed) {

    NavigationLink link(String path) {
      boolean here = path.equals(href) || path.startsWith(href + "/");
      return new NavigationLink(label, href, icon, here);
    }
  }
}
