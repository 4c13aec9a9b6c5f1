package dev.countersign.control.accounts.people;

import dev.countersign.control.web.FieldErrors;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail addresses as this installation compares them: without spaces around, in lower case. */
public final class EmailAddress {

  private static final int LONGEST = 254;

  /** Whether an address is somebody's only a mail can tell; this keeps out what is none. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "[^\\s@<>\"(),:;\\\\\\[\\]\\p{Cntrl}\\p{Cs}]+@[^\\s@<>\"(),:;\\\\\\p{Cntrl}\\p{Cs}]+");

  private EmailAddress() {}

  /** The one form of an address by which people are found. */
  public static String normal(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** Adds an error where this is no e-mail address. */
  public static void check(FieldErrors errors, String field, @Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      errors.add(field, "required", "Type an e-mail address.");
    } else if (normal(typed).length() > LONGEST) {
      errors.add(field, "too_long", "An e-mail address may have %d characters.".formatted(LONGEST));
    } else if (!SHAPE.matcher(normal(typed)).matches()) {
      errors.add(field, "malformed", "This is no e-mail address. Write one as name@example.com.");
    }
  }
}
