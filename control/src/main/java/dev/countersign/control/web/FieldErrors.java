package dev.countersign.control.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a body, so that one answer names all of it. */
public final class FieldErrors {

  /** How many characters the name of anything may have. */
  public static final int LONGEST_NAME = 200;

  private final List<FieldError> errors = new ArrayList<>();

  /** Adds an error. */
  public void add(String field, String code, String message) {
    errors.add(new FieldError(field, code, message));
  }

  /** Adds an error where the field is absent; answers whether it is present. */
  public boolean required(String field, @Nullable Object value) {
    if (value == null) {
      add(field, "required", "Say what " + field + " is.");
    }
    return value != null;
  }

  /** Adds an error where the list is absent or an entry of it is; answers whether all are there. */
  public boolean entries(String field, @Nullable Collection<?> values) {
    if (!required(field, values) || values == null) {
      return false;
    }
    boolean whole = values.stream().noneMatch(Objects::isNull);
    if (!whole) {
      add(field, "malformed", "An entry of %s is null.".formatted(field));
    }
    return whole;
  }

  /** Adds an error where this is no name to give to anything. */
  public void name(@Nullable String value) {
    text("name", value, LONGEST_NAME);
  }

  /** Adds an error where the text is absent, blank, too long, or has control characters. */
  public void text(String field, @Nullable String value, int longest) {
    if (!required(field, value) || value == null) {
      return;
    }
    if (value.isBlank()) {
      add(field, "blank", field + " must not be blank.");
    } else if (value.length() > longest) {
      add(field, "too_long", "%s may have %d characters.".formatted(field, longest));
    } else if (value.codePoints().anyMatch(Character::isISOControl)) {
      add(field, "control_character", field + " must not contain control characters.");
    } else if (!WholeText.is(value)) {
      add(field, "malformed", field + " must not contain half of a surrogate pair.");
    }
  }

  /** Whether nothing was wrong so far. */
  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** Refuses the request where anything was wrong. */
  public void refuse() {
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID_FIELDS, "See errors for what to write instead.", errors);
    }
  }

  /** Refuses what stops traffic unless the name of what stops was typed. */
  public static void requireTyped(String typed, String name) {
    if (!typed.strip().equals(name.strip())) {
      FieldErrors errors = new FieldErrors();
      errors.add("confirm", "differs", "Type the name exactly as it is written here.");
      errors.refuse();
    }
  }
}
