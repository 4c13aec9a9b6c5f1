package dev.countersign.control.web;

/**
 * A secret in the model of the one page that shows it, or a text with a secret in it. Models are
 * logged where somebody looks for a fault, and this one's text is not.
 */
public record ShownSecret(String text) {

  /** Does not show it. */
  @Override
  public String toString() {
    return "ShownSecret[not shown]";
  }
}
