package dev.countersign.control.routes;

import dev.countersign.control.testing.Routes.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Where a page leads: its links, and the buttons of its forms. */
final class Links {

  private Links() {}

  /** Each as a method and a path. */
  static Set<String> of(String html) {
    Set<String> links = new TreeSet<>();
    for (Markup.Tag tag : Markup.tags(html)) {
      switch (tag.name()) {
        case "a" -> add(links, "GET", tag.attribute("href"));
        case "form" -> add(links, method(tag), tag.attribute("action"));
        case "button" -> add(links, "POST", tag.attribute("formaction"));
        default -> {}
      }
    }
    return links;
  }

  private static String method(Markup.Tag form) {
    String method = form.attribute("method").toUpperCase(Locale.ROOT);
    return method.isEmpty() ? "GET" : method;
  }

  private static void add(Set<String> links, String method, String address) {
    if (address.startsWith("/")) {
      links.add(method + " " + address.replaceAll("[?#].*", ""));
    }
  }

  /** The route that such a link takes: one without variables before one with; null for none. */
  static Route route(String link, List<Route> routes) {
    return routes.stream()
        .filter(
            route -> link.matches(route.key().replaceAll("\\{[^/]*}", "[^/]+").replace("**", ".*")))
        .min(Comparator.comparing(Route::hasVariable))
        .orElse(null);
  }
}
