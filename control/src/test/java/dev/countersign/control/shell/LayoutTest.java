package dev.countersign.control.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayoutTest {

  private final RunningControl control = RunningControl.shared();
  private final PageClient person = control.member(control.company(), "certificates:view");

  @Test
  @DisplayName("A3: the navigation has the places that one may see, and no other")
  void navigation() {
    String page = person.get("/overview").body();
    assertThat(page).contains("href=\"/certificates\"").contains("aria-current=\"page\"");
    assertThat(page).doesNotContain("href=\"/members\"").doesNotContain("href=\"/gateways\"");
  }

  @Test
  @DisplayName("An asset's address changes with the assets, and browsers keep it for good")
  void assets() {
    String css = asset("countersign.css");
    assertThat(css).matches("/assets/[0-9a-f]{12}/countersign.css");
    HttpResponse<String> ours = person.get(css);
    assertThat(ours.statusCode()).isEqualTo(200);
    assertThat(ours.headers().firstValue("Cache-Control"))
        .contains("max-age=31536000, public, immutable");
    HttpResponse<String> others = person.get("/assets/0123456789ab/countersign.css");
    assertThat(others.body()).isEqualTo(ours.body());
    assertThat(others.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(person.get("/assets/../application.yaml").statusCode()).isNotEqualTo(200);
    assertThat(person.get("/assets/0123456789ab/..%2f..%2fcountersign-control.yaml").statusCode())
        .isNotEqualTo(200);
  }

  @Test
  @DisplayName("Every picture, style and script that the layout names is there")
  void nothingMissing() {
    Matcher names =
        Pattern.compile("(?:href|src)=\"(/assets/[^\"#]+)").matcher(person.get("/overview").body());
    while (names.find()) {
      assertThat(person.get(names.group(1)).statusCode()).as(names.group(1)).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("The theme is kept in this browser")
  void theme() {
    assertThat(person.get("/overview").body()).contains("data-theme=\"auto\"");
    person.post("/overview", "/theme", "theme", "dark");
    assertThat(person.get("/overview").body()).contains("data-bs-theme=\"dark\"");
    person.post("/overview", "/theme", "theme", "\"><script>");
    assertThat(person.get("/overview").body()).contains("data-theme=\"auto\"");
  }

  private String asset(String file) {
    Matcher name = Pattern.compile("/assets/[^\"]*" + file).matcher(person.get("/overview").body());
    assertThat(name.find()).isTrue();
    return name.group();
  }
}
