package dev.countersign.e2e.browser;

import com.microsoft.playwright.Locator;
import dev.countersign.e2e.harness.Dashboard;
import dev.countersign.e2e.harness.Visitor;

/** What the first person does at a new dashboard. */
final class FirstSteps {

  static final String PASSWORD = "seven grey herons at noon";

  private FirstSteps() {}

  /** Opens the link that the start printed, and signs in by it. */
  static void becomeAdministrator(Visitor person, Dashboard dashboard) {
    person
        .open(dashboard.firstLink())
        .type("Your name", "Ada Byron")
        .type("Your e-mail address", "ada@wingtip.example")
        .type("Password", PASSWORD)
        .type("The same again", PASSWORD)
        .press("Set password and sign in")
        .isOn("Overview");
  }

  /** Makes an API key that may do all that the person may. */
  static String makeApiKey(Visitor person) {
    person.open("/api-keys/new").type("Name", "Deployment pipeline").choose("A service's");
    for (Locator scope : person.page().locator("input[name=scopes]:enabled").all()) {
      scope.check();
    }
    person.press("Make key").reads("Your new API key");
    return person.page().locator(".say pre").innerText().strip();
  }
}
