package dev.countersign.e2e.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.e2e.harness.Visitor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a colleague comes in, where no mail server is set up: mails are kept in the dashboard. */
final class Invitations {

  private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/join\\?\\S+)");

  private static final Pattern JOIN = Pattern.compile("^Join ");

  private Invitations() {}

  /** Invites somebody, and reads the link in the kept mail. */
  static String invite(Visitor administrator, String email, String role) {
    administrator
        .follow("Members")
        .follow("Invite somebody")
        .type("E-mail", email)
        .choose(role)
        .press("Send invitation")
        .reads(email);
    administrator.open("/mails").followInRow(email);
    Matcher link = LINK.matcher(administrator.page().locator("main").innerText());
    if (!link.find()) {
      throw new AssertionError("No invitation in " + administrator.page().content());
    }
    return link.group(1);
  }

  static void accept(Visitor invited, String link, String name) {
    invited.open(link).type("Your name", name).type("Choose a password", FirstSteps.PASSWORD);
    invited.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(JOIN)).click();
    invited.isOn("Overview");
  }
}
