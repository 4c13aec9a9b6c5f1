package dev.countersign.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there to pick before anything is searched for. */
class PickingTest {

  private final RunningControl control = RunningControl.shared();
  private final List<String> certificates = new ArrayList<>();
  private ApiClient company;
  private PageClient person;

  @BeforeEach
  void company() {
    company = control.company();
    person =
        control.member(
            company, "apis:view", "apis:create", "credentials:create", "certificates:view");
    for (int i = 0; i < 7; i++) {
      certificates.addFirst(company.newCertificate("certificate " + i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/apis/new", "/credentials/new"})
  @DisplayName("A form that picks certificates offers the newest until something is searched for")
  void newest(String form) {
    assertThat(person.get(form).body()).contains(offers(0, 5)).doesNotContain(offers(5, 7));
    for (String searched : List.of("", "  ")) {
      assertThat(person.post(form, form, "find", searched, "found", "x", "search", "true").body())
          .contains(offers(0, 5))
          .doesNotContain(offers(5, 7));
    }
    assertThat(person.post(form, form, "find", "certificate 0").body())
        .contains(offers(6, 7))
        .doesNotContain(offers(0, 6));
    assertThat(person.post(form, form, "add", certificates.getFirst()).body())
        .contains(offers(1, 6))
        .doesNotContain(offers(0, 1));
  }

  private String[] offers(int from, int until) {
    return certificates.subList(from, until).stream()
        .map("name=\"add\" value=\"%s\""::formatted)
        .toArray(String[]::new);
  }

  @Test
  @DisplayName("A check offers what is on the list, or the newest of the store where nothing is")
  void check() {
    String api = company.newApi("/" + UUID.randomUUID());
    String check = "/apis/" + api + "/check";
    String listed = certificates.getLast();
    for (String certificate : certificates) {
      assertThat(person.get(check).body()).contains("name=\"pick\" value=\"" + certificate + "\"");
    }
    company.put("/apis/%s/allow-list/%s".formatted(api, listed), "").expect(204);
    assertThat(person.post(check, check, "find", " ").body())
        .contains("name=\"pick\" value=\"" + listed + "\"")
        .doesNotContain(certificates.getFirst());
  }

  @Test
  @DisplayName("S7 who may not see the store is offered nothing of it")
  void withoutPermission() {
    PageClient publisher = control.member(company, "apis:create", "credentials:create");
    for (String form : List.of("/apis/new", "/credentials/new")) {
      assertThat(publisher.get(form).body()).doesNotContain(offers(0, 7));
    }
  }
}
