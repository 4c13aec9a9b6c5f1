package dev.countersign.control.accounts.session;

import java.io.Serializable;

/**
 * How a session began.
 *
 * @param address the network address that it came from
 * @param browser what the browser called itself; never believed, merely shown
 */
public record SignIn(Proof proof, String address, String browser) implements Serializable {

  private static final int LONGEST_BROWSER = 300;

  public SignIn {
    browser = browser.substring(0, Math.min(LONGEST_BROWSER, browser.length()));
  }

  /** What people call the browser, as in {@code Firefox on Windows}. */
  public String device() {
    return Device.of(browser);
  }
}
