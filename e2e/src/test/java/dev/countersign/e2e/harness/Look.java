package dev.countersign.e2e.harness;

/** How a page is looked at. */
public enum Look {
  WIDE_LIGHT(1360, 900, false),
  WIDE_DARK(1360, 900, true),
  PHONE_LIGHT(390, 844, false),
  PHONE_DARK(390, 844, true);

  private final int width;
  private final int height;
  private final boolean dark;

  Look(int width, int height, boolean dark) {
    this.width = width;
    this.height = height;
    this.dark = dark;
  }

  /** As in the names of pictures. */
  public String label() {
    return width + (dark ? "-dark" : "-light");
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  boolean dark() {
    return dark;
  }
}
