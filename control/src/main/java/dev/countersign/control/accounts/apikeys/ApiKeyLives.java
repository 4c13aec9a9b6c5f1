package dev.countersign.control.accounts.apikeys;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** For how long a new API key can be chosen to work. */
public final class ApiKeyLives {

  /** Values and labels, in their order. */
  public static final Map<String, String> CHOICES = choices();

  private ApiKeyLives() {}

  private static Map<String, String> choices() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("30", "30 days");
    choices.put("90", "90 days");
    choices.put("365", "One year");
    choices.put("date", "Until the day below");
    choices.put("never", "Until it is deleted");
    return Collections.unmodifiableMap(choices);
  }
}
