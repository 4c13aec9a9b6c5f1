package dev.countersign.control.trail;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Changes that an administrator of a company makes by forms. */
final class PageChanges {

  static final String PASSWORD = "tulip harbour ninety crates";

  private final RunningControl control;
  private final ApiClient caller;
  private final String company;
  private final PageClient administrator;
  private final Map<String, Change> changes = new TreeMap<>();

  PageChanges(RunningControl control, ApiClient caller) {
    this.control = control;
    this.caller = caller;
    company = control.companyOf(caller);
    administrator = signIn(administrator());
  }

  /** Makes an administrator of the company; answers the address to sign in with. */
  String administrator() {
    String email = UUID.randomUUID() + "@example.com";
    control.addAdministrator(caller, email, PASSWORD);
    return email;
  }

  /** The administrator who makes these changes. */
  PageClient signedIn() {
    return administrator;
  }

  PageClient signIn(String email) {
    return new PageClient(control.port()).signIn(email, PASSWORD);
  }

  ApiClient caller() {
    return caller;
  }

  Map<String, Change> all() {
    return changes;
  }

  /** A form at this address, which leaves one event. */
  void of(String route, String action, Supplier<IntSupplier> prepare) {
    ofMany(route, List.of(action), prepare);
  }

  void ofMany(String route, List<String> actions, Supplier<IntSupplier> prepare) {
    in(route, actions, () -> new Change.Attempt(company, prepare.get()));
  }

  void in(String route, List<String> actions, Supplier<Change.Attempt> prepare) {
    changes.put("POST " + route, new Change("person", actions, prepare));
  }

  /** Sends these fields, and the version that the form's page has, if any. */
  IntSupplier form(String path, String... fields) {
    return form(administrator, path, fields);
  }

  IntSupplier form(PageClient by, String path, String... fields) {
    String page = by.get(path).body();
    String[] all =
        page.contains("name=\"version\"")
            ? Stream.concat(
                    Stream.of(fields), Stream.of("version", PageClient.value(page, "version")))
                .toArray(String[]::new)
            : fields;
    String token = by.token("/account");
    String known = token.isEmpty() ? by.token("/login") : token;
    return () -> status(by.postWithToken(known, path, all));
  }

  /** Of an answer that leads on; to be sent to the login is to be refused. */
  private static int status(HttpResponse<String> answer) {
    boolean refused =
        answer.headers().firstValue("Location").filter(to -> to.endsWith("/login")).isPresent();
    return refused ? 401 : answer.statusCode();
  }
}
