package dev.countersign.control.provider.certificates;

import org.jspecify.annotations.Nullable;

/** Parts of a subject as RFC 4514 writes it: to show, never to decide by (G6). */
final class SubjectPart {

  private static final int LONGEST_OWNER = 80;

  private SubjectPart() {}

  /** What people call it: its common name, else its organisation, else all of it. */
  static String title(String subject) {
    String name = of("CN", subject);
    if (name == null) {
      name = of("O", subject);
    }
    return name == null ? subject : name;
  }

  /** Whose it is: its organisation, cut; empty where it names none. */
  static String owner(String subject) {
    String organisation = of("O", subject);
    return organisation == null ? "" : CertificateFacts.cut(organisation.strip(), LONGEST_OWNER);
  }

  /** The first attribute of this type; null where there is none. */
  static @Nullable String of(String type, String subject) {
    int start = 0;
    while (start < subject.length()) {
      int end = end(subject, start);
      String part = subject.substring(start, end);
      if (part.startsWith(type + "=") && part.length() > type.length() + 1) {
        return part.substring(type.length() + 1).replaceAll("\\\\(.)", "$1");
      }
      start = end + 1;
    }
    return null;
  }

  /** Where the attribute ends: at the next separator that is not escaped. */
  private static int end(String subject, int start) {
    for (int at = start; at < subject.length(); at++) {
      char c = subject.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == ',' || c == '+') {
        return at;
      }
    }
    return subject.length();
  }
}
