package dev.countersign.control.provider.apis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** "Allow on an API…", from the page of a certificate. */
class AllowOnPagesTest {

  private static final String[] PERMISSIONS = {"certificates:view", "apis:view", "apis:edit"};

  private final RunningControl control = RunningControl.shared();
  private ApiClient company;
  private PageClient person;
  private String certificate;
  private String allow;

  @BeforeEach
  void company() {
    company = control.company();
    person = control.member(company, PERMISSIONS);
    certificate = company.newCertificate("orders-sync");
    allow = "/certificates/" + certificate + "/allow";
  }

  private String api(String name) {
    return company
        .post("/apis", ApiClient.api("/" + UUID.randomUUID()).replace("Orders", name))
        .expect(201)
        .text("id");
  }

  private void list(String api) {
    company.put("/apis/%s/allow-list/%s".formatted(api, certificate), "").expect(204);
  }

  private List<String> allowList(String api) {
    return company.get("/apis/" + api).texts("mutualTls.allowList");
  }

  private List<String> events(String api) {
    return control.column(
        "SELECT action FROM audit.events WHERE kind = 'allow-list' AND thing_id = '%s'"
            .formatted(api));
  }

  private static String offer(String button, String api) {
    return "name=\"%s\" value=\"%s\"".formatted(button, api);
  }

  @Test
  @DisplayName("A certificate's page leads to where it is allowed on APIs, whoever may edit them")
  void offered() {
    String link = "href=\"" + allow + "\"";
    assertThat(person.get("/certificates/" + certificate).body()).contains(link);
    assertThat(person.get("/certificates").body()).contains(link);
    PageClient looker = control.member(company, "certificates:view", "apis:view");
    assertThat(looker.get("/certificates/" + certificate).body()).doesNotContain(link);
    assertThat(looker.get("/certificates").body()).doesNotContain(link);
    assertThat(looker.get(allow).statusCode()).isEqualTo(403);
    assertThat(looker.post("/account", allow).statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("APIs that do not list it are found and chosen; all are told of it in one go")
  void several() {
    String listing = api("Listing");
    list(listing);
    String orders = api("Orders");
    String invoices = api("Invoices");
    String theirs = api("Untouched");
    assertThat(person.get(allow).body())
        .contains(offer("add", orders), offer("add", invoices), "Compare the fingerprint")
        .doesNotContain(listing);
    HttpResponse<String> found = person.post(allow, allow, "find", "INVOI");
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).contains(offer("add", invoices)).doesNotContain(orders, listing);
    HttpResponse<String> chosen =
        person.post(
            allow, allow, "find", "INVOI", "found", "INVOI", "added", orders, "add", invoices);
    assertThat(chosen.body())
        .contains(offer("added", orders), offer("added", invoices), "Allow on 2 APIs")
        .contains(offer("drop", invoices))
        .doesNotContain(offer("add", invoices));
    assertThat(allowList(orders)).as("nothing is done yet").isEmpty();
    HttpResponse<String> dropped =
        person.post(allow, allow, "added", orders, "added", invoices, "drop", invoices);
    assertThat(dropped.body()).contains("Allow on 1 API").contains(offer("add", invoices));
    HttpResponse<String> allowed = person.post(allow, allow, "added", orders, "added", invoices);
    assertThat(allowed.statusCode()).isEqualTo(302);
    for (String api : List.of(orders, invoices, listing)) {
      assertThat(allowList(api)).containsExactly(certificate);
      assertThat(events(api)).containsExactly("allow-list.created");
    }
    assertThat(allowList(theirs)).isEmpty();
    assertThat(person.get("/certificates/" + certificate).body())
        .contains("orders-sync is on the allow list of 2 APIs.", "3 APIs let this client in");
  }

  @Test
  @DisplayName("The only API that does not list it is chosen already")
  void only() {
    assertThat(person.get(allow).body()).contains("There is no API yet");
    String orders = api("Orders");
    assertThat(person.get(allow).body()).contains(offer("added", orders), "Allow on 1 API");
    list(orders);
    assertThat(person.get(allow).body()).contains("Every API has it on its allow list");
  }

  @Test
  @DisplayName("Where nothing is chosen, that is said beside the choice")
  void nothing() {
    api("Orders");
    HttpResponse<String> refused = person.post(allow, allow);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("href=\"#f-apis\"", "id=\"f-apis\"", "Choose an API.");
  }

  @Test
  @DisplayName("An API that lists it meanwhile is no error; of one that is gone none is changed")
  void meanwhile() {
    String orders = api("Orders");
    String invoices = api("Invoices");
    list(orders);
    assertThat(person.post(allow, allow, "added", orders).statusCode()).isEqualTo(302);
    assertThat(events(orders)).containsExactly("allow-list.created");
    String gone = api("Gone");
    company.delete("/apis/" + gone).expect(204);
    HttpResponse<String> refused = person.post(allow, allow, "added", invoices, "added", gone);
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body())
        .contains(gone, offer("added", invoices))
        .doesNotContain(offer("added", gone));
    assertThat(allowList(invoices)).isEmpty();
  }

  @RepeatedTest(3)
  @DisplayName("Two people who allow it at once both succeed, and it is listed once")
  void twoAtOnce() throws Exception {
    String orders = api("Orders");
    String invoices = api("Invoices");
    List<Callable<HttpResponse<String>>> both = new ArrayList<>();
    for (PageClient one : List.of(person, control.member(company, PERMISSIONS))) {
      String token = one.token("/account");
      both.add(() -> one.postWithToken(token, allow, "added", orders, "added", invoices));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(both)) {
        assertThat(answer.get().statusCode()).isEqualTo(302);
      }
    }
    for (String api : List.of(orders, invoices)) {
      assertThat(allowList(api)).containsExactly(certificate);
      assertThat(events(api)).containsExactly("allow-list.created");
    }
  }
}
