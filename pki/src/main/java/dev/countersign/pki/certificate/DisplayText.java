package dev.countersign.pki.certificate;

/** Text out of a certificate, made safe to show: whoever made the certificate chose it. */
final class DisplayText {
  static final int MAX_LENGTH = 1024;

  private DisplayText() {}

  /** Escapes what is invisible or changes the direction of writing, and bounds the length. */
  static String of(String raw) {
    StringBuilder text = new StringBuilder(Math.min(raw.length(), MAX_LENGTH));
    int shown = 0;
    while (shown < raw.length()) {
      int codePoint = raw.codePointAt(shown);
      String piece =
          visible(codePoint) ? Character.toString(codePoint) : "\\u{%x}".formatted(codePoint);
      if (text.length() + piece.length() > MAX_LENGTH) {
        return text.append("...").toString();
      }
      text.append(piece);
      shown += Character.charCount(codePoint);
    }
    return text.toString();
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
