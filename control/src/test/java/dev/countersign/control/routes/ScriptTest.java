package dev.countersign.control.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.Routes.Route;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Script wherever a text is taken, and then every page, read as a browser reads it. */
class ScriptTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  /** In each script, and in nothing else. */
  private static final String MARK = "pwn()";

  private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction");

  /** Their pages name nothing, or are no pages. */
  private static final Set<String> NAMELESS = Set.of("GET /certificates/{id}/pem");

  /** Every parameter that a page reads from its address. */
  private static final List<String> PARAMETERS =
      List.of(
          "q",
          "filter",
          "sort",
          "cursor",
          "show",
          "status",
          "state",
          "kind",
          "role",
          "api",
          "code",
          "cause",
          "certificate",
          "credential",
          "who",
          "action",
          "id",
          "from",
          "to",
          "format",
          "successorOf",
          "pem",
          "name",
          "invitation",
          "link");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>pwn()</script>",
        "\"><img src=x onerror=pwn()>",
        "'><svg/onload=pwn()>",
        "javascript:pwn()"
      })
  @DisplayName(
      "Script in any text, a certificate's or a client's own, is shown as text on any page")
  void everywhere(String script) {
    Things things = new Things(CONTROL, script);
    PageClient person = things.administrator();
    company(things, script);
    certificate(things, script);
    address(things, script);
    List<String> wrong = new ArrayList<>(fillForms(things, script));
    Set<String> silent = new TreeSet<>();
    for (Route page : pages()) {
      String path = things.path(page);
      HttpResponse<String> shown = person.get(path);
      wrong.addAll(faults(page.key(), shown));
      wrong.addAll(faults(page.key() + " asked", person.get(path + "?" + query(script))));
      wrong.addAll(faults(page.key() + " for it", person.get(page.fill(asId(script)))));
      if (page.hasVariable() && isOwn(page) && !isSeen(shown)) {
        silent.add(page.key());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(silent).as("show no name, so that nothing was looked at").isEmpty();
  }

  private static boolean isSeen(HttpResponse<String> shown) {
    return shown.statusCode() == 200 && shown.body().contains(MARK);
  }

  private static List<Route> pages() {
    return Routes.pages(CONTROL).stream().filter(page -> page.method().equals("GET")).toList();
  }

  /** What an administrator of this company may see. */
  private static boolean isOwn(Route page) {
    return !NAMELESS.contains(page.key())
        && !Set.of("gateways", "companies").contains(Things.kind(page));
  }

  /** Who works there, and what it is called; then a mail that says both. */
  private static void company(Things things, String script) {
    things
        .caller()
        .put(
            "/company",
            Things.json(
                Map.of(
                    "name",
                    script,
                    "sessionIdleMinutes",
                    60,
                    "sessionHours",
                    24,
                    "refusalDays",
                    30,
                    "useDays",
                    90,
                    "noticeRoles",
                    List.of(),
                    "noticeAddresses",
                    List.of())))
        .expect(200);
    String again = "/invitations/" + things.id("invitations") + "/resend";
    HttpResponse<String> sent = things.administrator().post("/account", again);
    assertThat(sent.statusCode()).isEqualTo(302);
  }

  /** One whose every name is script, and its issuer's too, by a form: read first, then stored. */
  private static void certificate(Things things, String script) {
    TestCertificate ca = TestCertificate.ca("Root").issueCa(script);
    String pem =
        ca.issueClient(script, leaf -> leaf.uris("javascript:pwn()").dnsNames("x", script))
            .chainPem();
    PageClient person = things.administrator();
    String upload = "/certificates/upload";
    HttpResponse<String> read = person.post(upload, upload, "pem", pem);
    assertThat(read.body()).contains(MARK);
    assertThat(faults("preview", read)).isEmpty();
    person.post(
        upload, upload, "store", "yes", "pem", pem, "name", script, "issuer", ca.fingerprint());
    assertThat(things.caller().get("/certificates").ids()).hasSizeGreaterThan(2);
  }

  /** Where a path may be anything, it is. */
  private static void address(Things things, String script) {
    Map<String, Object> api =
        Map.of(
            "name",
            script,
            "listenPath",
            "/" + UUID.randomUUID() + "/" + script.replace("/", ""),
            "upstream",
            Map.of(
                "url",
                "http://127.0.0.1:9000/" + URLEncoder.encode(script, StandardCharsets.UTF_8)));
    assertThat(things.caller().post("/apis", Things.json(api)).status()).isIn(201, 422);
  }

  /** Each form with script in every field that takes a text, and with it in its name alone. */
  private static List<String> fillForms(Things things, String script) {
    PageClient person = things.administrator();
    List<String> wrong = new ArrayList<>();
    int forms = 0;
    for (Route page : pages()) {
      for (FilledForm form : FilledForm.of(person.get(things.path(page)).body())) {
        if (form.takesText()) {
          forms++;
          String action = form.action().isEmpty() ? things.path(page) : form.action();
          for (boolean nameAlone : List.of(false, true)) {
            String[] fields = form.filled(script, nameAlone);
            wrong.addAll(faults(page.key() + " sent", person.postWithToken("", action, fields)));
          }
        }
      }
    }
    assertThat(forms).isGreaterThan(12);
    return wrong;
  }

  private static String query(String script) {
    return PARAMETERS.stream()
        .map(name -> name + "=" + encoded(script))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> asId(String script) {
    String id = encoded(script.replace("/", "")).replace("+", "%20");
    return Map.of("id", id, "reference", id, "sequence", id, "certificateId", id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What a browser would run, or take for anything but text. */
  private static List<String> faults(String where, HttpResponse<String> answer) {
    if (answer.statusCode() >= 500) {
      return List.of(where + ": " + answer.statusCode());
    }
    if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
      boolean open = answer.headers().firstValue("X-Content-Type-Options").isEmpty();
      return open && !answer.body().isEmpty() ? List.of(where + ": to be sniffed") : List.of();
    }
    return Markup.tags(answer.body()).stream()
        .flatMap(tag -> faults(tag).stream())
        .map(fault -> where + ": " + fault)
        .toList();
  }

  private static List<String> faults(Markup.Tag tag) {
    boolean inline = tag.name().equals("script") && !tag.attribute("src").startsWith("/assets/");
    Stream<String> attributes =
        tag.attributes().entrySet().stream()
            .filter(attribute -> runs(attribute.getKey(), attribute.getValue()))
            .map(attribute -> tag.name() + " " + attribute);
    return Stream.concat(inline ? Stream.of(tag.toString()) : Stream.empty(), attributes).toList();
  }

  /** Handlers, addresses that are script, and names that only a broken attribute could make. */
  private static boolean runs(String name, String value) {
    String address = value.replaceAll("[\\p{Cntrl}\\s]", "").toLowerCase(Locale.ROOT);
    return name.startsWith("on")
        || name.contains(MARK)
        || name.equals("style")
        || (ADDRESSES.contains(name) && address.startsWith("javascript:"));
  }

  @Test
  @DisplayName("What the pages are searched with finds script, however it is spelt")
  void finds() {
    for (String script :
        List.of(
            "<p><script>pwn()</script>",
            "<input value=\"\"><img src=x onerror=pwn()>\">",
            "<SVG/ONLOAD=pwn()>",
            "<a href=' java\nscript:pwn()'>x</a>",
            "<a title=\"a\"onclick=pwn()>")) {
      assertThat(Markup.tags(script).stream().flatMap(tag -> faults(tag).stream()))
          .as(script)
          .isNotEmpty();
    }
    assertThat(
            Markup.tags(
                    "<p title=\"&quot;&gt;&lt;img onerror=pwn()\">&lt;script>javascript:pwn()</p>")
                .stream()
                .flatMap(tag -> faults(tag).stream()))
        .isEmpty();
  }
}
