package dev.countersign.control.shell;

/** A fingerprint as people read it; the whole of it is copied, never the short form. */
public record Fingerprint(String hex) {

  private static final int BEGINNING = 8;
  private static final int END = 4;

  /** As in {@code 9f2c41d7…a1e0}. */
  public String shortened() {
    return hex.length() <= BEGINNING + END
        ? hex
        : hex.substring(0, BEGINNING) + "…" + hex.substring(hex.length() - END);
  }

  /** All of it, in groups of eight. */
  public String grouped() {
    return hex.replaceAll("(.{8})(?=.)", "$1 ");
  }
}
