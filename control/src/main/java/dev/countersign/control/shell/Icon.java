package dev.countersign.control.shell;

/** A picture that goes with a word; never without one. */
public final class Icon {

  private Icon() {}

  /** Where it lies: by its name among Tabler's icons, as far as {@code icons.svg} has it. */
  public static String href(String name) {
    return Assets.href("icons.svg#" + name);
  }
}
