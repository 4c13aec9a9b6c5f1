package dev.countersign.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A person at the browser. Whatever the browser complains about on the way, an error in the
 * console, a script that fails, a file that does not come, fails the test when they leave.
 */
public final class Visitor implements AutoCloseable {

  private static final Pattern TEMPLATE =
      Pattern.compile("@(if|else|elseif|endif|for|endfor|template)\\S*|\\$\\{\\S*");
  private static final String AXE = read("/axe/axe.min.js");

  private final BrowserContext context;
  private final Page page;
  private final Look look;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private int expectedStatus = 200;

  Visitor(BrowserContext context, Look look) {
    this.context = context;
    this.look = look;
    this.page = context.newPage();
    page.setDefaultTimeout(15_000);
    page.onConsoleMessage(this::hear);
    page.onPageError(error -> complaints.add("script: " + error));
    page.onRequestFailed(this::miss);
    page.onResponse(this::see);
  }

  /** The page before them. */
  public Page page() {
    return page;
  }

  /** How they look at it. */
  public Look look() {
    return look;
  }

  /** Opens an address; anything but 200 is a complaint. */
  public Visitor open(String path) {
    return open(path, 200);
  }

  /** Opens an address that is expected to answer so. */
  public Visitor open(String path, int status) {
    expectedStatus = status;
    Response answer = Objects.requireNonNull(page.navigate(path));
    expectedStatus = 200;
    assertThat(answer.status()).as(path).isEqualTo(status);
    return this;
  }

  /** Opens an address, whatever it answers, and says what. */
  public int look(String path, int status) {
    expectedStatus = status;
    Response answer = Objects.requireNonNull(page.navigate(path));
    page.waitForLoadState(LoadState.NETWORKIDLE);
    expectedStatus = 200;
    return answer.status();
  }

  /** Opens an address and waits until all of it is there. */
  public Visitor look(String path) {
    assertThat(look(path, 200)).as(path).isEqualTo(200);
    return this;
  }

  /** What the element with the focus is called. */
  public String focused() {
    return String.valueOf(
        page.evaluate(
            """
            () => document.activeElement.getAttribute("aria-label")
              || document.activeElement.textContent.trim()
            """));
  }

  /** Where the links of this page lead, as far as they are ours and show a page. */
  public List<URI> links() {
    @SuppressWarnings("unchecked")
    List<String> found =
        (List<String>)
            page.evaluate(
                """
                () => [...document.querySelectorAll("a[href]")]
                  .filter(a => a.origin === location.origin && !a.hash && !a.hasAttribute("download"))
                  .map(a => a.href)
                """);
    return found.stream().distinct().map(URI::create).toList();
  }

  /** What an address answers, without going there. */
  public int statusOf(URI address) {
    return context.request().get(address.toString()).status();
  }

  /** Chooses the box or the one of several with this label. */
  public Visitor choose(String label) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(false)).first().check();
    return this;
  }

  /** The id at the end of this page's address. */
  public String idInAddress() {
    String path = URI.create(page.url()).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Types into the field with this label. */
  public Visitor type(String label, String text) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    return this;
  }

  /** Presses the button with this name, expecting the answer to have this status. */
  public Visitor press(String button, int status) {
    expectedStatus = status;
    press(button);
    page.waitForLoadState(LoadState.NETWORKIDLE);
    expectedStatus = 200;
    return this;
  }

  /** Presses the button with this name. */
  public Visitor press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
    return this;
  }

  /** Follows the link with this name. */
  public Visitor follow(String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
        .first()
        .click();
    return this;
  }

  /** Follows the first link of the list's row in which this text is. */
  public Visitor followInRow(String text) {
    page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(text))
        .getByRole(AriaRole.LINK)
        .first()
        .click();
    return this;
  }

  /** Waits until the page says this. */
  public Visitor reads(String text) {
    page.getByText(text).first().waitFor();
    return this;
  }

  /** Waits until this is the page's heading. */
  public Visitor isOn(String heading) {
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setLevel(1))
        .waitFor();
    return this;
  }

  /** Is signed in as who else is. */
  public Visitor withCookiesOf(Visitor other) {
    List<Cookie> cookies =
        other.context.cookies().stream().filter(c -> !c.name.equals("theme")).toList();
    context.addCookies(cookies);
    return this;
  }

  /** A picture of the whole page. */
  public Visitor picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    return this;
  }

  /** What is wider than the window, so that one would have to scroll sideways. */
  public List<String> cutOff() {
    @SuppressWarnings("unchecked")
    List<String> found =
        (List<String>)
            page.evaluate(
                """
                () => document.documentElement.scrollWidth <= innerWidth ? [] :
                  [...document.body.querySelectorAll("*")]
                    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                    .map(e => e.tagName + "." + e.className).slice(0, 5)
                """);
    return found;
  }

  /** What of a template came through as it is written. */
  public List<String> unresolved() {
    return TEMPLATE
        .matcher(page.locator("body").innerText())
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** What axe-core finds that keeps people from using the page: serious and critical alone. */
  public List<String> barriers() {
    page.evaluate(AXE);
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> found =
        (List<Map<String, Object>>)
            page.evaluate(
                """
                async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
                  .filter(v => v.impact === "serious" || v.impact === "critical")
                  .map(v => ({id: v.id, nodes: v.nodes.slice(0, 4).map(n => n.html + " " + n.failureSummary).join("; ")}))
                """);
    return found.stream().map(v -> v.get("id") + ": " + v.get("nodes")).toList();
  }

  /** What the browser complained about so far. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void hear(ConsoleMessage message) {
    // The browser logs the status of a page that was expected to be refused.
    boolean statusOfPage =
        message.text().startsWith("Failed to load resource: the server responded");
    if (message.type().equals("error") && !statusOfPage) {
      complaints.add("console: " + message.text());
    }
  }

  /** What the browser itself gave up, as when one goes on to another page, is nobody's fault. */
  private void miss(Request request) {
    if (!"net::ERR_ABORTED".equals(request.failure())) {
      complaints.add("not loaded: " + request.url() + " " + request.failure());
    }
  }

  private void see(Response response) {
    if (response.status() >= 400 && response.status() != expectedStatus) {
      complaints.add(response.status() + " " + response.request().method() + " " + response.url());
    }
  }

  private static String read(String resource) {
    try (var in = Objects.requireNonNull(Visitor.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("what the browser complained about").isEmpty();
  }
}
