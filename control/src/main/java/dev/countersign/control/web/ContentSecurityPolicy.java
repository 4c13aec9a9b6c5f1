package dev.countersign.control.web;

/** What a page may load and run: our own files, and nothing written into the page itself. */
public final class ContentSecurityPolicy {

  /** The header's name. */
  public static final String HEADER = "Content-Security-Policy";

  /** The header's value. */
  public static final String TEXT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private ContentSecurityPolicy() {}
}
