package dev.countersign.control.routes;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Somebody at every door: nobody known, a person of one role, or a program with one key. */
sealed interface Visitor {

  /** What became of a request. */
  enum Outcome {
    IN,
    LOGIN,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_HERE
  }

  /** Asks for this address as this route is asked. */
  Outcome visit(Routes.Route route, String path);

  /** What {@link Access} says should become of it. */
  default Outcome expected(Routes.Route route, String needed) {
    boolean people = isForPeople(route);
    if (needed.equals(Access.EVERYBODY)) {
      boolean form = people && route.method().equals("POST");
      return form && this instanceof Program ? Outcome.FORBIDDEN : Outcome.IN;
    }
    return switch (this) {
      case Nobody _ -> people ? Outcome.LOGIN : Outcome.UNAUTHENTICATED;
      case Person person when people -> person.holds(needed) ? Outcome.IN : Outcome.FORBIDDEN;
      case Person _ -> Outcome.UNAUTHENTICATED; // A session opens no route of programs.
      // A key opens no page; a form without a CSRF token is refused before anyone asks whose.
      case Program _ when people ->
          route.method().equals("POST") ? Outcome.FORBIDDEN : Outcome.LOGIN;
      case Program program -> program.holds(needed) ? Outcome.IN : Outcome.FORBIDDEN;
    };
  }

  /** Whether it is a page, and no document, file or number for programs. */
  static boolean isForPeople(Routes.Route route) {
    return !route.isRest() && !route.pattern().equals("/metrics");
  }

  private static Outcome of(int status, String location) {
    return switch (status) {
      case 401 -> Outcome.UNAUTHENTICATED;
      case 403 -> Outcome.FORBIDDEN;
      case 302 -> location.endsWith("/login") ? Outcome.LOGIN : Outcome.IN;
      default -> {
        if (status >= 500) {
          throw new AssertionError("An answer of " + status);
        }
        yield Outcome.IN;
      }
    };
  }

  private static Outcome of(HttpResponse<String> answer) {
    return of(answer.statusCode(), answer.headers().firstValue("Location").orElse(""));
  }

  private static Outcome byBrowser(
      PageClient browser, String token, Routes.Route route, String path) {
    return switch (route.method()) {
      case "GET" -> of(browser.get(path));
      case "POST" -> of(browser.postWithToken(token, path, route.fields()));
      default -> of(browser.send(route.method(), path));
    };
  }

  /** Whoever is not signed in. */
  record Nobody(PageClient browser, String token) implements Visitor {

    static Nobody at(RunningControl control) {
      PageClient browser = new PageClient(control.port());
      return new Nobody(browser, browser.token("/login"));
    }

    @Override
    public Outcome visit(Routes.Route route, String path) {
      return byBrowser(browser, token, route, path);
    }

    @Override
    public String toString() {
      return "nobody";
    }
  }

  /** A person with a role. */
  final class Person implements Visitor {

    /** They end the session of who calls them. */
    private static final Set<String> ENDINGS = Set.of("POST /account/sessions/end");

    private final String role;
    private final boolean ofFirstCompany;
    private final Supplier<PageClient> signIn;
    private PageClient browser;
    private String token;

    Person(String role, boolean ofFirstCompany, Supplier<PageClient> signIn) {
      this.role = role;
      this.ofFirstCompany = ofFirstCompany;
      this.signIn = signIn;
      enter();
    }

    private void enter() {
      browser = signIn.get();
      token = browser.token("/account");
    }

    PageClient browser() {
      return browser;
    }

    boolean holds(String needed) {
      return switch (needed) {
        case Access.SIGNED_IN -> true;
        case Access.NOBODY -> false;
        default -> ofFirstCompany || Access.holders(needed).roles().contains(role);
      };
    }

    /** Whether they may, as everybody may or of themselves. */
    boolean holdsAny(String needed) {
      return needed.equals(Access.EVERYBODY) || holds(needed);
    }

    @Override
    public Outcome visit(Routes.Route route, String path) {
      Outcome outcome = byBrowser(browser, token, route, path);
      if (ENDINGS.contains(route.key())) {
        enter();
        return outcome == Outcome.LOGIN ? Outcome.IN : outcome;
      }
      return outcome;
    }

    @Override
    public String toString() {
      return role + (ofFirstCompany ? " of the first company" : "");
    }
  }

  /** A program whose key has these scopes. */
  record Program(ApiClient key, List<String> scopes, boolean ofFirstCompany) implements Visitor {

    boolean holds(String needed) {
      Access.Permitted permitted = Access.holders(needed);
      return scopes.contains(permitted.scope())
          && (ofFirstCompany || !permitted.installationWide());
    }

    @Override
    public Outcome visit(Routes.Route route, String path) {
      boolean bodiless = List.of("GET", "DELETE").contains(route.method());
      String type = isForPeople(route) ? "application/x-www-form-urlencoded" : route.contentType();
      var answer =
          key.send(route.method(), "/" + path, type, bodiless ? null : "{}", "Accept", "*/*");
      return of(
          answer.status(), answer.header("Location") == null ? "" : answer.header("Location"));
    }

    @Override
    public String toString() {
      return "key with " + scopes + (ofFirstCompany ? " of the first company" : "");
    }
  }
}
