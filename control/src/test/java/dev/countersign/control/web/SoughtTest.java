package dev.countersign.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoughtTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private static final List<String> LISTS =
      List.of(
          "/certificates",
          "/apis",
          "/credentials",
          "/members",
          "/roles",
          "/api-keys",
          "/refusals",
          "/audit");

  private static final List<String> PAGES =
      List.of(
          "/certificates", "/apis", "/credentials", "/members", "/refusals", "/audit", "/mails");

  private final ApiClient caller = CONTROL.company(RunningControl.EVERY_SCOPE);

  @Test
  @DisplayName(
      "Every list takes a search of spaces for none, and does not look for those around one")
  void spaces() {
    caller.newCertificate("Search me");
    caller.newApi("/search-" + UUID.randomUUID());
    caller.newCredential();
    for (String list : LISTS) {
      int every = size(list);
      assertThat(size(list + "?q=")).as(list).isEqualTo(every);
      assertThat(size(list + "?q=%20%20")).as(list).isEqualTo(every);
      assertThat(size(list + "?q=no-such-thing")).as(list).isZero();
    }
    assertThat(size("/certificates?q=%20search%20me%20")).isEqualTo(1);
    assertThat(size("/certificates?q=%20me%20")).isEqualTo(1);
  }

  @Test
  @DisplayName("Every page with a list goes on showing it while a space is typed")
  void typing() {
    PageClient person =
        CONTROL.member(
            caller,
            "certificates:view",
            "apis:view",
            "credentials:view",
            "members:view",
            "members:create",
            "refusals:view",
            "audit:view");
    for (String page : PAGES) {
      assertThat(person.get(page + "?q=%20").statusCode()).as(page).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "\\"})
  @DisplayName("A search takes each character for itself, in every list")
  void literal(String character) {
    caller.newCertificate("plain");
    caller.newApi("/plain-" + UUID.randomUUID());
    caller.newCredential();
    String sought = "?q=" + URLEncoder.encode(character, StandardCharsets.UTF_8);
    for (String list : LISTS) {
      assertThat(size(list + sought)).as(list).isZero();
    }
    String name = "a" + character.replace("\\", "\\\\") + "b";
    caller.post("/credentials", "{\"name\": \"%s\", \"apis\": []}".formatted(name)).expect(201);
    assertThat(size("/credentials" + sought)).isEqualTo(1);
    assertThat(size("/audit" + sought)).isEqualTo(1);
  }

  @Test
  @DisplayName("A search for what no text can have finds nothing, in every list")
  void nul() {
    caller.newCertificate("plain");
    for (String list : LISTS) {
      assertThat(size(list + "?q=%00")).as(list).isZero();
    }
  }

  @Test
  @DisplayName("Every list refuses a search that is too long, by name")
  void tooLong() {
    for (String list : LISTS) {
      caller.get(list + "?q=" + "a".repeat(201)).expectField("q", "too_long");
      caller.get(list + "?q=%20" + "a".repeat(200) + "%20").expect(200);
    }
  }

  private int size(String path) {
    return caller.get(path).expect(200).list("items").size();
  }
}
