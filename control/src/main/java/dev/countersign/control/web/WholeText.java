package dev.countersign.control.web;

/**
 * Text that can be written in UTF-8. Half of a surrogate pair, as in the JSON {@code "\\ud800"},
 * has no such form (RFC 8259, section 8.2): it would be stored as a question mark.
 */
final class WholeText {

  private WholeText() {}

  static boolean is(String text) {
    return text.codePoints().noneMatch(WholeText::isHalf);
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
