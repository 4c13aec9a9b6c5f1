package dev.countersign.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.e2e.harness.Chromium;
import dev.countersign.e2e.harness.Dashboard;
import dev.countersign.e2e.harness.Look;
import dev.countersign.e2e.harness.Program;
import dev.countersign.e2e.harness.SampleUpstream;
import dev.countersign.e2e.harness.Visitor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks at every screen, and keeps pictures of them in {@code target/screens}. */
@DisplayName("Every screen")
class ScreensTest {

  private static final Pattern WHOLE_PAGE =
      Pattern.compile("@template\\.shell\\.(layout|entrance|confirm)\\(");
  private static final Path PICTURES = Path.of("target/screens");

  @TempDir static Path directory;

  private static SampleUpstream upstream;
  private static Dashboard dashboard;
  private static Chromium chromium;
  private static Visitor administrator;
  private static SampleCompany company;

  @BeforeAll
  static void start() throws Exception {
    upstream = new SampleUpstream();
    dashboard = Dashboard.start(directory);
    chromium = Chromium.start();
    administrator = chromium.visitor(dashboard.uri(), Look.WIDE_LIGHT);
    for (Look look : Look.values()) {
      try (Visitor first = chromium.visitor(dashboard.uri(), look)) {
        first.look(dashboard.firstLink());
        first.picture(PICTURES.resolve("first-" + look.label() + ".png"));
      }
    }
    FirstSteps.becomeAdministrator(administrator, dashboard);
    String invitation = Invitations.invite(administrator, "ben@wingtip.example", "API owner");
    String mail = administrator.idInAddress();
    company =
        SampleCompany.of(dashboard, FirstSteps.makeApiKey(administrator), upstream, directory)
            .with("join", URI.create(invitation).getRawQuery())
            .with("mail", mail)
            .with("password", dashboard.passwordLink("ada@wingtip.example"));
  }

  @AfterAll
  static void stop() throws Exception {
    try (SampleUpstream first = upstream;
        Dashboard second = dashboard;
        Chromium third = chromium;
        Visitor last = administrator) {
      assertThat(List.of(first, second, third, last)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("is there, complains of nothing, is not cut, and has no barrier that axe-core finds")
  void screens(Look look) {
    List<String> faults = new ArrayList<>();
    try (Visitor person = chromium.visitor(dashboard.uri(), look).withCookiesOf(administrator)) {
      for (DashboardScreen screen : DashboardScreen.ALL) {
        faults.addAll(faultsOf(person, screen));
      }
      for (AnsweredForm form : AnsweredForm.ALL) {
        form.filling().in(person, company);
        faults.addAll(faultsOf(person, form.name()));
      }
    }
    try (Visitor stranger = chromium.visitor(dashboard.uri(), look)) {
      for (DashboardScreen screen : DashboardScreen.BEFORE_LOGIN) {
        faults.addAll(faultsOf(stranger, screen));
      }
    }
    assertThat(faults).isEmpty();
  }

  private static List<String> faultsOf(Visitor person, DashboardScreen screen) {
    int status = person.look(company.path(screen.path()), screen.status());
    List<String> faults = new ArrayList<>(faultsOf(person, screen.name()));
    if (status != screen.status()) {
      faults.add(screen.name() + " answers " + status);
    }
    return faults;
  }

  /** Takes a picture of what is before the person, and names what is wrong with it. */
  private static List<String> faultsOf(Visitor person, String name) {
    String picture = name + "-" + person.look().label();
    person.picture(PICTURES.resolve(picture + ".png"));
    List<String> faults = new ArrayList<>();
    person.cutOff().forEach(element -> faults.add("cut off: " + element));
    person.unresolved().forEach(words -> faults.add("a template's own words: " + words));
    person.barriers().forEach(barrier -> faults.add("barrier: " + barrier));
    return faults.stream().map(fault -> picture + ": " + fault).toList();
  }

  @Test
  @DisplayName("is looked at: no template of a screen is left out")
  void complete() throws Exception {
    Set<String> seen = new TreeSet<>();
    DashboardScreen.ALL.forEach(screen -> seen.add(screen.template()));
    DashboardScreen.BEFORE_LOGIN.forEach(screen -> seen.add(screen.template()));
    AnsweredForm.ALL.forEach(form -> seen.add(form.template()));
    seen.add("accounts/first"); // at the start, as long as it works
    seen.add("accounts/join-signed-in"); // its link is in a mail of another company
    Path templates = Program.root().resolve("control/src/main/jte");
    Set<String> screens = new TreeSet<>();
    try (Stream<Path> files = Files.walk(templates)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jte")).toList()) {
        String name = templates.relativize(file).toString().replace(".jte", "");
        if (!name.startsWith("shell/") && WHOLE_PAGE.matcher(Files.readString(file)).find()) {
          screens.add(name);
        }
      }
    }
    assertThat(screens).isNotEmpty();
    assertThat(seen).containsAll(screens);
  }

  @Test
  @DisplayName("has links that lead somewhere")
  void links() {
    List<String> dead = new ArrayList<>();
    List<URI> seen = new ArrayList<>();
    for (DashboardScreen screen : DashboardScreen.ALL) {
      administrator.look(company.path(screen.path()), screen.status());
      for (URI link : administrator.links()) {
        if (!seen.contains(link)) {
          seen.add(link);
          int status = administrator.statusOf(link);
          if (status >= 400) {
            dead.add(screen.name() + ": " + link + " answers " + status);
          }
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  @DisplayName("can be walked by keyboard: skip link, navigation, search, a row's menu")
  void keyboard() {
    Page page = administrator.look("/apis").page();
    page.keyboard().press("Tab");
    assertThat(administrator.focused()).isEqualTo("Skip to content");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");
    page.locator(".cs-rowmenu summary").first().focus();
    page.keyboard().press("Enter");
    page.locator(".cs-rowmenu[open]").waitFor();
    page.keyboard().press("Tab");
    assertThat(administrator.focused()).isNotBlank();
    page.keyboard().press("Escape");
    assertThat(page.locator(".cs-rowmenu[open]").count()).isZero();
    assertThat(administrator.focused()).startsWith("Actions for");
  }

  @Test
  @DisplayName("of a list finds as one types, keeps the focus, and has its state in the address")
  void searchAsYouType() {
    Page page = administrator.look("/apis").page();
    page.getByRole(AriaRole.SEARCHBOX).pressSequentially("invoi");
    page.waitForURL("**/apis?q=invoi");
    assertThat(page.locator("#list tbody tr").count()).isOne();
    assertThat(page.evaluate("document.activeElement.name")).isEqualTo("q");
    page.reload();
    assertThat(page.locator("#list tbody tr").count()).isOne();
    page.goBack();
    page.locator("#list tbody tr").nth(1).waitFor();
  }

  @Test
  @DisplayName("on a phone has its navigation behind a button, and its theme is kept")
  void phone() {
    try (Visitor person =
        chromium.visitor(dashboard.uri(), Look.PHONE_LIGHT).withCookiesOf(administrator)) {
      Page page = person.look("/overview").page();
      assertThat(page.locator("#navigation").isVisible()).isFalse();
      person.follow("Menu");
      assertThat(page.locator("#navigation").isVisible()).isTrue();
      page.locator(".cs-user summary").click();
      person.press("Dark").isOn("Overview");
      assertThat(page.locator("html").getAttribute("data-bs-theme")).isEqualTo("dark");
    }
  }
}
