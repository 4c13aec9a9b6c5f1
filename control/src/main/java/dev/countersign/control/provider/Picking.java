package dev.countersign.control.provider;

import dev.countersign.control.web.Form;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Things that are searched for and picked within a form, which is saved as a whole: each button
 * sends all that was typed, and gets it back.
 */
public final class Picking {

  /** The field of what comes to what was there when the form was filled. */
  public static final String ADDED = "added";

  /** The field of what goes from it. */
  public static final String REMOVED = "removed";

  private static final int LONGEST_SEARCH = 200;
  private static final Set<String> BUTTONS = Set.of("add", "drop", "remove", "keep", "search");

  private Picking() {}

  /**
   * The form after the button that was pressed; a search or a save leaves it as it is.
   *
   * @param isId whether an id of what is picked is written so; what is not is left out
   */
  public static Form step(Form sent, Predicate<String> isId) {
    Set<String> added = new LinkedHashSet<>(sent.all(ADDED));
    added.addAll(sent.all("add"));
    sent.all("drop").forEach(added::remove);
    Set<String> removed = new LinkedHashSet<>(sent.all(REMOVED));
    removed.addAll(sent.all("remove"));
    sent.all("keep").forEach(removed::remove);
    Map<String, List<String>> values = new HashMap<>(sent.values());
    values.put(ADDED, written(added, isId));
    values.put(REMOVED, written(removed, isId));
    return new Form(values, null);
  }

  private static List<String> written(Collection<String> ids, Predicate<String> isId) {
    return ids.stream().filter(isId).toList();
  }

  /**
   * Whether this goes on picking: one of its buttons was pressed, or Enter in its search, which
   * browsers take for the first button of the form.
   */
  public static boolean isStep(Form sent) {
    return !sent.value("find").strip().equals(sent.value("found").strip())
        || sent.values().keySet().stream().anyMatch(BUTTONS::contains);
  }

  /** What is searched for; empty for nothing. */
  public static String search(Form form) {
    String typed = form.value("find").replaceAll("\\p{Cntrl}", " ").strip();
    return typed.substring(0, Math.min(typed.length(), LONGEST_SEARCH));
  }
}
