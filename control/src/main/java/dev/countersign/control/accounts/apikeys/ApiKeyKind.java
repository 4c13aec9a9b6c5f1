package dev.countersign.control.accounts.apikeys;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Whose an API key is. */
public enum ApiKeyKind {
  /** A program's: it may what its scopes say, whoever leaves the company. */
  SERVICE,
  /** A person's: it may what its scopes say and its owner may, and ends with their membership. */
  PERSONAL;

  /** Reads a kind as programs name it. */
  @JsonCreator
  public static ApiKeyKind parse(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no such kind of API key"));
  }

  /** As programs name it. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
